import { servingOf } from '../../../src/hops/application-gateway/serving';
import type { StreamPath } from '../../../src/policy/stream-path';

const settings = ['site', 'api', 'events'].map((name) => ({ name }));
const rule = (more: object) => ({ http_listener_name: 'https', ...more });
const byPath = rule({ url_path_map_name: 'map' });
const pathRule = (setting: string, ...paths: string[]) => ({ paths, backend_http_settings_name: setting });

const map = (...rules: object[]) => ({ name: 'map', default_backend_http_settings_name: 'site', path_rule: rules });

const serving = (rules: unknown, maps: unknown, stream: StreamPath = { prefix: '/events' }) =>
  servingOf({ backend_http_settings: settings, request_routing_rule: rules, url_path_map: maps }, [stream])?.settings;

it.each<[string, object[], StreamPath, string[]]>([
  ['a pattern of its folder', [pathRule('api', '/api/*'), pathRule('events', '/events/*')], { prefix: '/events' }, ['events']],
  ['a pattern with a star', [pathRule('events', '/ev*')], { exact: '/events' }, ['events']],
  ['the path itself', [pathRule('events', '/events')], { exact: '/events' }, ['events']],
  ['no pattern, so the default', [pathRule('api', '/api/*', '/eventsource')], { prefix: '/events' }, ['site']],
  ['the first of two', [pathRule('api', '/*'), pathRule('events', '/events')], { exact: '/events' }, ['api']],
  [
    'what lies below, too',
    [pathRule('api', '/events/a/*'), pathRule('events', '/events*')],
    { prefix: '/events' },
    ['api', 'events'],
  ],
  [
    'not what lies below an exact path',
    [pathRule('api', '/events/a/*'), pathRule('events', '/events')],
    { exact: '/events' },
    ['events'],
  ],
  [
    'what an expression may match',
    [{ ...pathRule('api'), paths: '${var.x}' }, pathRule('events', '/events')],
    { exact: '/events' },
    ['api', 'events'],
  ],
])('a path map chooses by %s', (_, rules, stream, chosen) => {
  expect(serving([byPath], [map(...rules)], stream)).toEqual(chosen);
});

it('prefers a path rule that names the stream to what takes all paths', () => {
  const other = rule({ http_listener_name: 'other', backend_http_settings_name: 'site' });
  expect(serving([other, byPath], [map(pathRule('events', '/events'))])).toEqual(['events']);
  expect(serving([other, byPath], [map(pathRule('api', '/api/*'))])).toEqual(['site']);
});

it('leaves out what redirects, with its listener', () => {
  const redirect = rule({ http_listener_name: 'http', redirect_configuration_name: 'r' });
  const basic = rule({ backend_http_settings_name: 'api' });
  const gateway = { backend_http_settings: settings, request_routing_rule: [redirect, basic] };
  expect(servingOf(gateway, [{ prefix: '/' }])).toEqual({ settings: ['api'], listeners: ['https'] });
});

it.each<[string, unknown, unknown]>([
  ['an expression makes the rules', '${var.rules}', []],
  ['an expression makes the path maps', [byPath], '${var.maps}'],
  ['an expression makes the path rules', [byPath], [{ name: 'map', dynamic: [{ path_rule: {} }] }]],
  ['the path map is not there', [byPath], []],
  ['the backend setting is not there', [rule({ backend_http_settings_name: 'other' })], []],
  ['the backend setting is an expression', [rule({ backend_http_settings_name: '${var.x}' })], []],
  ['a rule leads nowhere', [rule({})], []],
  ['all redirects', [rule({ redirect_configuration_name: 'r' })], []],
])('does not tell where %s', (_, rules, maps) => {
  expect(serving(rules, maps)).toBeUndefined();
});
