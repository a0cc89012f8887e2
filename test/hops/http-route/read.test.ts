import { rulesFor } from '../../../src/hops/http-route/rules';
import { settingsOf } from '../../../src/path/hop';
import type { StreamPath } from '../../../src/policy/stream-policy';
import { policy } from '../../constructs/support';
import { changed, ofKind, read, rendered, withRule } from './render';

const clean = rendered(policy());

describe('rules of a stream', () => {
  const route = (...matches: [string | undefined, string][]) => ({
    ...ofKind(clean, 'HTTPRoute'),
    spec: {
      rules: [...matches.map(([type, value]) => ({ name: value, matches: [{ path: { type, value } }] })), { name: 'none' }],
    },
  });
  const named = (path: StreamPath, ...matches: [string | undefined, string][]) =>
    rulesFor(route(...matches), [path]).map((rule) => rule['name']);

  it.each<[string, StreamPath, [string | undefined, string][], string[]]>([
    [
      'the longest prefix',
      { prefix: '/events' },
      [
        [undefined, '/'],
        ['PathPrefix', '/events'],
      ],
      ['/events'],
    ],
    [
      'a prefix above',
      { exact: '/events/a' },
      [
        ['PathPrefix', '/events/'],
        ['Exact', '/events'],
      ],
      ['/events/'],
    ],
    [
      'what is below',
      { prefix: '/events' },
      [
        ['PathPrefix', '/events/a'],
        ['PathPrefix', '/eventsource'],
      ],
      ['/events/a', 'none'],
    ],
    ['the exact path', { exact: '/events' }, [['Exact', '/events']], ['/events']],
    ['an expression, perhaps', { exact: '/events' }, [['RegularExpression', '/e.*']], ['/e.*', 'none']],
  ])('%s', (_, path, matches, rules) => {
    expect(named(path, ...matches)).toEqual(rules);
  });

  it('are read alone', () => {
    const objects = withRule(clean, { timeouts: { request: '1m' } });
    expect(read(objects).remarks).toMatchObject([{ rule: 'timeout-set-twice' }]);
    expect(read(objects, { paths: [{ prefix: '/other' }] }).remarks).toEqual([]);
  });
});

describe('transport', () => {
  const http = { name: 'http', port: 80, protocol: 'HTTP' };
  const https = { name: 'https', port: 443, protocol: 'HTTPS', tls: { certificateRefs: [{ name: 'tls' }] } };
  const of = (listeners: object[], parent: object = {}) => {
    const objects = changed(clean, 'Gateway', ['spec', 'listeners'], listeners as never);
    const [transport] = settingsOf(
      read(changed(objects, 'HTTPRoute', ['spec', 'parentRefs'], [{ name: 'sse', ...parent }])),
      'transport',
    );
    return transport?.origin === 'unknown' ? transport.why : transport?.value;
  };

  it.each([
    [[https], {}, 'tls'],
    [[http, https], {}, 'tls-and-plain'],
    [[http, https], { sectionName: 'https' }, 'tls'],
    [[http, https], { port: 80 }, 'plain'],
    [
      [
        { ...http, hostname: 'other.example.com' },
        { ...https, hostname: '*.example.com' },
      ],
      {},
      'tls',
    ],
    [[{ ...http, hostname: 'other.example.com' }], {}, 'no listener of the Gateway takes the route'],
    [[https], { namespace: 'infra' }, 'the Gateway is not in the input'],
  ])('%j, %j: %s', (listeners, parent, transport) => {
    expect(of(listeners, parent)).toBe(transport);
  });
});

it('knows no limit of a route without Gateway and policies', () => {
  const hop = read([ofKind(clean, 'HTTPRoute')]);
  expect(hop.settings.map(({ origin }) => origin)).toEqual(hop.settings.map(() => 'unknown'));
  expect(settingsOf(read(withRule([ofKind(clean, 'HTTPRoute')], { retry: {} })), 'retry')[0]).toMatchObject({
    value: 'when-slow',
  });
});

it('takes the version of the controller where the objects do not tell', () => {
  const objects = changed(clean, 'RoutePolicy', ['metadata', 'annotations'], undefined);
  expect(settingsOf(read(objects, { version: '1.12.1' }), 'total-limit')).toMatchObject([{ value: 'disabled' }]);
});
