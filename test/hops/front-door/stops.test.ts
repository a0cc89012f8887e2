import fc from 'fast-check';
import type { Redirect } from '../../../src/hops/front-door/redirects';
import { stopsBefore } from '../../../src/hops/front-door/stops';
import { textOf, type StreamPath } from '../../../src/policy/stream-path';

const path = fc
  .array(fc.constantFrom('events', 'event', 'live', 'a'), { minLength: 1, maxLength: 3 })
  .map((names) => `/${names.join('/')}`);
const stream: fc.Arbitrary<StreamPath> = fc.oneof(
  path.map((prefix) => ({ prefix })),
  path.map((exact) => ({ exact })),
);

const ruleOf = (attributes: object, set = 'streams') => ({
  type: 'azurerm_cdn_frontdoor_rule',
  name: 'rule',
  attributes: { cdn_frontdoor_rule_set_id: set, behavior_on_match: 'Stop', ...attributes },
});
const redirect: Redirect = {
  rule: ruleOf({ order: 2 }),
  host: 'a.example',
  isPlain: false,
  operator: 'Any',
  values: [],
  transforms: [],
};
const onPath = (condition: object) => ({ conditions: [{ url_path_condition: [condition] }] });

const stops = (attributes: object, streams: readonly StreamPath[], set = 'other'): boolean =>
  stopsBefore([redirect], streams, [ruleOf(attributes, set)]).length > 0;

it('misses no rule that matches a request for a stream', () => {
  fc.assert(
    fc.property(stream, fc.constantFrom('', '/', '/live', '/a/b'), fc.nat(30), (one, below, length) => {
      const request = `${textOf(one)}${'prefix' in one ? below : ''}`.slice(1);
      expect(stops(onPath({ operator: 'Equal', match_values: ['other', request] }), [one])).toBe(true);
      expect(stops(onPath({ operator: 'BeginsWith', match_values: [request.slice(0, length)] }), [one])).toBe(true);
    }),
  );
});

const EVENTS: readonly StreamPath[] = [{ prefix: '/events' }];
const images = { operator: 'BeginsWith', match_values: ['images/'] };

it.each<[string, object, boolean]>([
  ['without conditions', {}, true],
  ['of another path', onPath(images), false],
  ['of a path whose slash Front Door leaves out', onPath({ ...images, match_values: ['/events'] }), false],
  ['of all but another path', onPath({ ...images, negate_condition: true }), true],
  ['of a path in other letters', onPath({ operator: 'Equal', match_values: ['EVENTS'], transforms: ['Lowercase'] }), true],
  ['of a path by an operator of its own kind', onPath({ operator: 'EndsWith', match_values: ['.png'] }), true],
  ['of a path that an expression makes', onPath({ operator: 'Equal', match_values: ['${var.path}'] }), true],
  ['that lets the others run', { behavior_on_match: 'Continue' }, false],
  ['that says nothing of it', { behavior_on_match: undefined }, false],
  ['that may stop', { behavior_on_match: '${var.behavior}' }, true],
  ['that redirects', { actions: [{ url_redirect_action: [{ redirect_type: 'Moved', destination_hostname: '' }] }] }, false],
])('a rule %s', (_, attributes, does) => {
  expect(stops(attributes, EVENTS)).toBe(does);
});

it.each<[string, object, boolean]>([
  ['a smaller order', { order: 1 }, true],
  ['a greater order', { order: 3 }, false],
  ['an order that is not known', { order: '${var.order}' }, true],
])('a rule in the same rule set with %s', (_, attributes, does) => {
  expect(stops(attributes, EVENTS, 'streams')).toBe(does);
});
