import { known, settingsOf } from '../../../src/path/hop';
import { findings, inShort, policies, policy, withoutAffinity } from '../../constructs/support';
import { AGC, changed, planned, ofKind, read, rendered, withRule } from './render';

const stream = policy();
const versions = [undefined, '1.0.1', '1.6.6', '1.6.7', '1.11.0', '1.12.1', 'newest'];

describe.each(policies)('policy with affinity %s', (_, of) => {
  it.each(versions)('is read as it was planned, ALB Controller %s', (albControllerVersion) => {
    const options = { healthProbePath: '/healthz', ...(albControllerVersion === undefined ? {} : { albControllerVersion }) };
    const { remarks, ...plan } = planned(of, options);
    const found = read(rendered(of, options));
    expect(found).toEqual({ ...plan, remarks: remarks.filter(({ rule }) => rule !== 'affinity-unsupported-by-hop') });
  });
});

it('is read as it was planned with the managed cookie', () => {
  const options = { ...AGC, managedCookie: true };
  expect(read(rendered(stream, options))).toEqual(planned(stream, options));
  expect(rendered(stream, options)[2]?.['spec']).toMatchObject({
    default: { sessionAffinity: { affinityType: 'managed-cookie' } },
  });
  expect(known(planned(stream, options), 'affinity')[0]?.value).toMatchObject({ name: 'AGCAffinity' });
});

it('lints clean', () => {
  const found = findings(stream, read(rendered(stream)));
  expect(found.filter(({ level }) => level === 'error' || level === 'warning')).toEqual([]);
});

it('refuses affinity by client address', () => {
  const [remark] = planned(policy({ affinity: { kind: 'client-ip' } })).remarks;
  expect(remark).toMatchObject({ rule: 'affinity-unsupported-by-hop', found: expect.stringContaining('client-ip') as string });
});

it.each([
  [undefined, undefined, []],
  ['1.0.1', undefined, ['hop-does-not-support-sse']],
  ['1.6.6', undefined, ['value-rejected-by-target']],
  ['1.6.7', 'disabled', []],
  ['newest', undefined, ['value-rejected-by-target']],
])('ALB Controller %s: a timeout of 0s is %s', (albControllerVersion, value, rules) => {
  const hop = planned(stream, {
    healthProbePath: '/healthz',
    ...(albControllerVersion === undefined ? {} : { albControllerVersion }),
  });
  expect(known(hop, 'total-limit').map((setting) => setting.value)).toEqual(value === undefined ? [] : [value]);
  expect(hop.remarks.map(({ rule }) => rule)).toEqual(rules);
});

it.each([
  ['1.12.0', 'request-folder'],
  ['1.12.1', '/'],
  [undefined, 'unknown'],
])('ALB Controller %s: the cookie has path %s', (albControllerVersion, path) => {
  const hop = planned(stream, {
    healthProbePath: '/healthz',
    ...(albControllerVersion === undefined ? {} : { albControllerVersion }),
  });
  expect(known(hop, 'affinity')[0]?.value).toMatchObject({ path });
});

describe('timeouts of the rule', () => {
  const at = (version: string | undefined, timeouts: object, policyToo = false) => {
    const objects = rendered(stream, {
      healthProbePath: '/healthz',
      ...(version === undefined ? {} : { albControllerVersion: version }),
    });
    const found = withRule(policyToo ? objects : changed(objects, 'RoutePolicy', ['spec', 'default', 'timeouts'], undefined), {
      timeouts,
    });
    const hop = read(found);
    return [
      settingsOf(hop, 'total-limit').map((each) => (each.origin === 'unknown' ? each.origin : each.value.toString())),
      hop.remarks.map(({ rule }) => rule),
    ];
  };

  it.each([
    ['1.11.1', { request: '0s' }, false, ['disabled'], []],
    ['1.11.1', { request: '0s', backendRequest: '30s' }, false, ['30s'], []],
    ['1.11.1', { request: '30s' }, true, ['30s'], ['timeout-set-twice']],
    ['1.11.0', { request: '30s' }, true, ['disabled'], ['setting-ignored-by-target']],
    ['1.11.0', { request: '0s' }, false, ['1m'], ['setting-ignored-by-target']],
    [undefined, { request: '0s' }, false, ['unknown'], []],
    [undefined, { request: '0s' }, true, ['unknown'], ['timeout-set-twice']],
    ['1.11.1', { request: 3600 }, true, ['disabled'], ['value-rejected-by-target', 'timeout-set-twice']],
  ])('ALB Controller %s, %j, RoutePolicy too: %s', (version, timeouts, policyToo, limits, rules) => {
    expect(at(version, timeouts, policyToo)).toEqual([limits, rules]);
  });
});

describe('what others wrote', () => {
  const clean = rendered(stream);
  const service = { group: '', kind: 'Service', name: 'web' };
  const object = (kind: string, spec: object) => ({
    apiVersion: 'alb.networking.azure.io/v1',
    kind,
    metadata: { name: 'x', namespace: 'app' },
    spec,
  });
  const affinity = ['spec', 'default', 'sessionAffinity'];
  const listeners = (more: object) => [
    { name: 'https', port: 443, protocol: 'HTTPS', tls: { certificateRefs: [{ name: 'tls' }] }, ...more },
  ];

  it.each([
    [
      'two RoutePolicies',
      [...clean, { ...ofKind(clean, 'RoutePolicy'), metadata: { name: 'other', namespace: 'app' } }],
      'setting-ignored-by-target',
    ],
    ['override', changed(clean, 'RoutePolicy', ['spec', 'override'], {}), 'value-rejected-by-target'],
    ['sectionNames', changed(clean, 'RoutePolicy', ['spec', 'targetRef', 'sectionNames'], ['a']), 'value-rejected-by-target'],
    ['empty group', changed(clean, 'RoutePolicy', ['spec', 'targetRef', 'group'], ''), 'value-rejected-by-target'],
    [
      'timeout without unit',
      changed(clean, 'RoutePolicy', ['spec', 'default', 'timeouts', 'routeTimeout'], '3600'),
      'value-rejected-by-target',
    ],
    [
      'cookieDuration as number',
      changed(clean, 'RoutePolicy', [...affinity, 'cookieDuration'], 3600),
      'value-rejected-by-target',
    ],
    ['no cookieName', changed(clean, 'RoutePolicy', [...affinity, 'cookieName'], undefined), 'value-rejected-by-target'],
    ['unknown affinityType', changed(clean, 'RoutePolicy', [...affinity, 'affinityType'], 'cookie'), 'value-rejected-by-target'],
    [
      'managed cookie with a name',
      changed(clean, 'RoutePolicy', [...affinity, 'affinityType'], 'managed-cookie'),
      'setting-ignored-by-target',
    ],
    [
      'load balancing, nested',
      [
        ...clean,
        object('BackendLoadBalancingPolicy', {
          targetRefs: [{ targetRef: service }],
          loadBalancing: { strategy: 'least-request' },
        }),
      ],
      'affinity-conflicts-with-load-balancing',
    ],
    [
      'ring-hash',
      [...clean, object('BackendLoadBalancingPolicy', { targetRefs: [service], loadBalancing: { strategy: 'ring-hash' } })],
      'value-rejected-by-target',
    ],
    [
      'slow start, flat',
      [...clean, object('BackendLoadBalancingPolicy', { targetRefs: [service], loadBalancing: { slowStart: { window: '1m' } } })],
      'affinity-conflicts-with-load-balancing',
    ],
    [
      'backend timeout recipe',
      [...clean, object('BackendTLSPolicy', { targetRef: service, override: { timeout: { request: '3600s' } } })],
      'value-rejected-by-target',
    ],
    [
      'affinity of a backendRef',
      withRule(clean, { backendRefs: [{ name: 'web', port: 80, sessionAffinity: { type: 'Cookie' } }] }),
      'setting-ignored-by-target',
    ],
    ['sessionPersistence', withRule(clean, { sessionPersistence: { type: 'Cookie' } }), 'experimental-field'],
    [
      'unhealthy codes',
      changed(clean, 'HealthCheckPolicy', ['spec', 'default', 'http', 'match', 'statusCodes'], [{ start: 500, end: 599 }]),
      'value-rejected-by-target',
    ],
    [
      'frontend as annotation',
      changed(clean, 'Gateway', ['metadata', 'annotations', 'alb.networking.azure.io/alb-frontend'], 'fe'),
      'setting-ignored-by-target',
    ],
    ['port 8443', changed(clean, 'Gateway', ['spec', 'listeners'], listeners({ port: 8443 })), 'value-rejected-by-target'],
    ['no certificate', changed(clean, 'Gateway', ['spec', 'listeners'], listeners({ tls: {} })), 'value-rejected-by-target'],
  ])('%s', (_, objects, rule) => {
    expect(read(clean).remarks).toEqual([]);
    expect(read(objects).remarks.map((remark) => remark.rule)).toContain(rule);
  });

  it('takes load balancing that leaves the strategy alone, and policies for others', () => {
    const objects = [
      ...clean,
      object('BackendLoadBalancingPolicy', { targetRefs: [{ targetRef: service }], circuitBreaker: { maxRetries: 3 } }),
      object('BackendLoadBalancingPolicy', {
        targetRefs: [{ targetRef: { ...service, name: 'other' } }],
        loadBalancing: { strategy: 'least-request' },
      }),
      object('RoutePolicy', { targetRef: { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'other' } }),
    ];
    expect(read(objects)).toEqual(read(clean));
  });

  it('takes a long timeout in place of 0s from controllers that cannot do 0s', () => {
    const objects = rendered(stream, { ...AGC, albControllerVersion: '1.6.6' });
    const hop = read(changed(objects, 'RoutePolicy', ['spec', 'default', 'timeouts', 'routeTimeout'], '2h'));
    expect([known(hop, 'total-limit').map(({ value }) => value.toString()), hop.remarks]).toEqual([['2h'], []]);
  });

  it('calls a retry stanza a retry of slow requests', () => {
    expect(known(read(withRule(clean, { retry: { attempts: 2 } })), 'retry')[0]?.value).toBe('when-slow');
  });

  it('knows neither timeout nor affinity of two RoutePolicies', () => {
    const hop = read([...clean, { ...ofKind(clean, 'RoutePolicy'), metadata: { name: 'other', namespace: 'app' } }]);
    expect([...settingsOf(hop, 'total-limit'), ...settingsOf(hop, 'affinity')].map(({ origin }) => origin)).toEqual([
      'unknown',
      'unknown',
    ]);
  });
});

it.each([
  ['RoutePolicy', ['metadata', 'annotations'], undefined],
  ['RoutePolicy', ['spec', 'targetRef', 'name'], 'other'],
  ['RoutePolicy', ['spec', 'targetRef', 'group'], 'apps'],
  ['RoutePolicy', ['spec', 'default', 'timeouts', 'routeTimeout'], undefined],
  ['RoutePolicy', ['spec', 'default', 'timeouts', 'routeTimeout'], '60s'],
  ['RoutePolicy', ['spec', 'default', 'sessionAffinity'], undefined],
  ['RoutePolicy', ['spec', 'default', 'sessionAffinity', 'cookieDuration'], '1m'],
  ['HealthCheckPolicy', ['spec', 'targetRef', 'name'], 'other'],
  ['HealthCheckPolicy', ['spec', 'default', 'http', 'path'], '/events'],
  ['HealthCheckPolicy', ['spec', 'default', 'http', 'match'], undefined],
  ['Gateway', ['metadata', 'annotations'], undefined],
  ['Gateway', ['spec', 'addresses'], undefined],
  ['Gateway', ['spec', 'gatewayClassName'], 'other'],
  ['Gateway', ['spec', 'listeners'], [{ name: 'http', port: 80, protocol: 'HTTP' }]],
])('a rule fires when %s %j is %j', (kind, path, value) => {
  const before = inShort(findings(stream, read(rendered(stream))));
  const after = inShort(findings(stream, read(changed(rendered(stream), kind, path, value))));
  expect(after.filter((finding) => !before.includes(finding))).not.toEqual([]);
});

it('writes nothing about affinity where any pod will do', () => {
  expect(rendered(withoutAffinity)[2]?.['spec']).toMatchObject({ default: { timeouts: { routeTimeout: '0s' } } });
  expect(JSON.stringify(rendered(withoutAffinity))).not.toContain('sessionAffinity');
});

describe('what is for an Ingress', () => {
  const told = (objects: ReturnType<typeof rendered>) =>
    read(objects).remarks.filter(({ rule }) => rule === 'setting-ignored-by-target');

  it('an extension that the route names', () => {
    const annotations = { 'alb.networking.azure.io/alb-ingress-extension': 'sse' };
    const [remark, ...others] = told(changed(rendered(stream), 'HTTPRoute', ['metadata', 'annotations'], annotations));
    expect(others).toEqual([]);
    expect(remark?.found).toContain('alb-ingress-extension"] is "sse"');
    expect(remark?.fix).toContain('RoutePolicy');
  });

  it('the timeout of an extension in a RoutePolicy', () => {
    const path = ['spec', 'default', 'timeouts', 'requestTimeout'];
    const [remark, ...others] = told(changed(rendered(stream), 'RoutePolicy', path, '0s'));
    expect(others).toEqual([]);
    expect(remark?.found).toBe('RoutePolicy app/sse has spec.default.timeouts.requestTimeout');
    expect(remark?.fix).toContain('spec.default.timeouts.routeTimeout');
  });
});

describe('a RoutePolicy of another namespace', () => {
  const objects = rendered(stream);
  const far = (targetRef: object) => ({
    ...ofKind(objects, 'RoutePolicy'),
    metadata: { name: 'far', namespace: 'infra' },
    spec: { targetRef: { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'sse', ...targetRef } },
  });
  const own = objects.filter(({ kind }) => kind !== 'RoutePolicy');
  const told = (...more: typeof objects) => read([...own, ...more]).remarks.map(({ found }) => found);

  it('is named', () => {
    expect(told(far({}))).toContain('RoutePolicy infra/far targets HTTPRoute sse');
    expect(told(far({ namespace: 'app' }))).toContain('RoutePolicy infra/far targets HTTPRoute sse');
  });
  it('is not, where it is for another route', () => {
    const other = { ...ofKind(objects, 'HTTPRoute'), metadata: { name: 'sse', namespace: 'infra' } };
    expect(told(far({}), other)).toEqual(told());
    expect(told(far({ name: 'x' }))).toEqual(told());
    expect(told(far({ namespace: 'infra' }), other)).toEqual(told());
  });
});

it('names what is there twice once', () => {
  const objects = rendered(stream);
  const [remark] = read([...objects, { ...ofKind(objects, 'RoutePolicy') }]).remarks;
  expect(remark?.found).toBe('2 objects RoutePolicy app/sse of the input are for the same route');
});
