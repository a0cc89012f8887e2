import type { KubeObject } from '../../../src/kubernetes/object';
import { Duration } from '../../../src/policy/duration';
import { hopOf, ingress, middleware, originOf, serious, service, told, traefik, typesOf, valueOf } from './support';

const STICKY = 'service.sticky.cookie';

describe('an Ingress is of Traefik', () => {
  const bare = (className: string) => ingress({}, { ingressClassName: className });
  const ofClass = (controller: string) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name: 'edge' },
    spec: { controller },
  });

  it('by its class, its annotations, or the controller of its class', () => {
    expect(typesOf(bare('traefik'))).toContain('ingress-traefik');
    expect(typesOf(ingress({ 'router.tls': 'true' }, { ingressClassName: 'edge' }))).toContain('ingress-traefik');
    expect(typesOf(bare('edge'), ofClass('traefik.io/ingress-controller'))).toContain('ingress-traefik');
  });

  it('and not where its class is of somebody else, or of nobody known', () => {
    expect(typesOf(bare('edge'))).not.toContain('ingress-traefik');
    expect(typesOf(ingress(undefined, { ingressClassName: 'edge' }), ofClass('example.com/other'))).not.toContain(
      'ingress-traefik',
    );
  });
});

it('passes events on, without a limit of silence', () => {
  const hop = hopOf(ingress(), service());
  expect([valueOf(hop, 'response-buffering'), valueOf(hop, 'idle-limit'), valueOf(hop, 'response-compression')]).toEqual([
    'off',
    'disabled',
    'off',
  ]);
  expect(serious(ingress(), service())).toEqual([]);
});

describe('affinity', () => {
  it('is by the cookie that the Service asks for', () => {
    const annotations = {
      [STICKY]: 'true',
      [`${STICKY}.name`]: 'route',
      [`${STICKY}.maxage`]: '86400',
      [`${STICKY}.sameSite`]: 'lax',
    };
    expect(valueOf(hopOf(ingress(), service(annotations)), 'affinity')).toEqual({
      kind: 'cookie',
      name: 'route',
      lifetime: Duration.hours(24),
      path: '/',
      secure: false,
      sameSite: 'Lax',
      pins: 'pod',
    });
  });

  it.each<[string, Readonly<Record<string, string>>, unknown]>([
    ['on by any part of the cookie', { [`${STICKY}.name`]: 'route' }, { name: 'route' }],
    ['on for TRUE', { [STICKY]: 'TRUE' }, { kind: 'cookie', lifetime: 'session' }],
    ['off for 1', { [STICKY]: '1' }, { kind: 'none' }],
    ['off for false, whatever else is written', { [STICKY]: 'false', [`${STICKY}.name`]: 'route' }, { kind: 'none' }],
  ])('is %s', (_, annotations, affinity) => {
    expect(valueOf(hopOf(ingress(), service(annotations)), 'affinity')).toMatchObject(affinity as object);
  });

  it('is unknown while the Service is not in the input', () => {
    expect([originOf(hopOf(ingress()), 'affinity'), originOf(hopOf(ingress()), 'balances-over')]).toEqual(['unknown', 'unknown']);
  });

  it('decides nothing where Traefik sends to the Service', () => {
    expect(valueOf(hopOf(ingress(), service({ 'service.nativelb': 'true' })), 'balances-over')).toBe('service');
    const byNodes = { 'service.nodeportlb': 'true', 'service.nativelb': 'true' };
    expect(valueOf(hopOf(ingress(), service(byNodes, { type: 'NodePort' })), 'balances-over')).toBe('nodes');
    expect(valueOf(hopOf(ingress(), service({ 'service.nodeportlb': 'true' })), 'balances-over')).toBe('pods');
  });
});

describe('an annotation that is not read where it stands', () => {
  it.each<[string, readonly KubeObject[], string]>([
    ['the cookie on the Ingress', [ingress({ 'router.tls': 'true', [STICKY]: 'true' }), service()], 'move them to the Service'],
    ['a router on the Service', [ingress(), service({ 'router.tls': 'true' })], 'move them to the Ingress'],
    ['affinity of Traefik 1', [ingress(), service({ affinity: 'true' })], `${STICKY}: "true" on the Service`],
    [
      'ingress-nginx',
      [ingress({ 'router.tls': 'true', 'nginx.ingress.kubernetes.io/affinity': 'cookie' }), service()],
      'remove them',
    ],
    ['a switch that is no "true"', [ingress(), service({ [STICKY]: 'yes' })], 'write "true"'],
    ['a SameSite in large letters', [ingress(), service({ [STICKY]: 'true', [`${STICKY}.samesite`]: 'Lax' })], 'write "lax"'],
    [
      'a SameSite that no browser knows',
      [ingress(), service({ [STICKY]: 'true', [`${STICKY}.samesite`]: 'loose' })],
      'write "lax"',
    ],
  ])('%s', (_, objects, fix) => {
    expect(serious(...objects)).toEqual(['setting-ignored-by-target error']);
    expect(told(...objects).map((finding) => finding.fix)).toContainEqual(expect.stringContaining(fix));
  });
});

it.each([
  [`${STICKY}.maxage`, '1d'],
  [`${STICKY}.secure`, 'yes'],
  [`${STICKY}.expires`, '86400'],
])('tells that Traefik makes no Service of %s: "%s"', (name, value) => {
  const found = told(ingress(), service({ [STICKY]: 'true', [name]: value })).filter(({ level }) => level === 'error');
  expect(found).toEqual([
    expect.objectContaining({
      rule: 'value-rejected-by-target',
      key: `Service metadata.annotations["traefik.ingress.kubernetes.io/${name}"]`,
    }),
  ]);
});

it.each([
  ['router.priority', 'high'],
  ['router.tls-options', 'app-strict@kubernetescrd'],
])('tells that Traefik leaves out the Ingress for %s: "%s"', (name, value) => {
  const found = told(ingress({ 'router.tls': 'true', [name]: value }), service()).filter(({ level }) => level === 'error');
  expect(found).toEqual([
    expect.objectContaining({
      rule: 'value-rejected-by-target',
      message: expect.stringContaining('leaves the whole Ingress out') as string,
    }),
  ]);
});

it('takes what is below router.tls and router.observability', () => {
  const below = { 'router.tls': 'true', 'router.tls.options': 'a@file', 'router.observability.accesslogs': 'false' };
  expect(serious(ingress({ ...below, 'router.priority': '42' }), service())).toEqual([]);
});

it('tells from which version on a Service may name middlewares', () => {
  const found = told(ingress(), service({ 'service.middlewares': 'app-zip@kubernetescrd' }));
  expect(found.map(({ level, message }) => `${level} ${message}`)).toContainEqual(
    expect.stringMatching(/^note Service .*service\.middlewares.* is set; an older Traefik than 3\.7\.0 does not know it/),
  );
});

describe('middlewares', () => {
  const using = (name: string) => ingress({ 'router.tls': 'true', 'router.middlewares': `app-${name}@kubernetescrd` });

  it('buffering holds the stream, even with a limit of requests only', () => {
    const buffering = middleware('limit', { buffering: { maxRequestBodyBytes: 1000 } });
    expect(serious(using('limit'), service(), buffering)).toEqual(['response-buffering-off error']);
    expect(told(using('limit'), service(), buffering).map(({ key }) => key)).toContain('Middleware/limit spec.buffering');
    expect(serious(ingress(), service(), buffering)).toEqual([]);
  });

  it('compress flushes at every event', () => {
    const found = told(using('zip'), service(), middleware('zip', { compress: {} }));
    expect(found.filter(({ rule }) => rule === 'no-compression-on-stream').map(({ level }) => level)).toEqual(['note']);
  });

  it('inFlightReq counts streams, and retry asks another pod', () => {
    expect(serious(using('few'), service(), middleware('few', { inFlightReq: { amount: 10 } }))).toEqual([
      'connection-limit-on-stream warning',
    ]);
    expect(valueOf(hopOf(using('again'), service(), middleware('again', { retry: { attempts: 3 } })), 'retry')).toBe(
      'when-refused',
    );
  });

  it('that are not in the input may buffer', () => {
    expect(originOf(hopOf(using('elsewhere'), service()), 'response-buffering')).toBe('unknown');
  });
});

describe('the entry points', () => {
  const web = '--entryPoints.websecure.address=:8443';
  const on = (entryPoints: string) => ingress({ 'router.tls': 'true', 'router.entrypoints': entryPoints });
  const limits = (...objects: readonly KubeObject[]) => {
    const hop = hopOf(...objects, service());
    return [
      valueOf(hop, 'total-limit') ?? originOf(hop, 'total-limit'),
      valueOf(hop, 'drain-limit') ?? originOf(hop, 'drain-limit'),
    ];
  };
  const arguments_ = [
    web,
    '--entrypoints.websecure.transport.respondingTimeouts.writeTimeout=60',
    '--entryPoints.websecure.transport.lifeCycle.graceTimeOut=5m',
    '--entryPoints.web.transport.respondingTimeouts.writeTimeout=10s',
  ];

  it('are unknown while the input has no Traefik, and where a file may say more', () => {
    expect(limits(ingress())).toEqual(['unknown', 'unknown']);
    expect(limits(ingress(), traefik([web, '--configFile=/etc/traefik.yaml']))).toEqual(['unknown', 'unknown']);
    expect(limits(ingress(), traefik([web], { volumeMounts: [{ mountPath: '/etc/traefik' }] }))).toEqual(['unknown', 'unknown']);
    expect(told(ingress(), service()).map(({ message }) => message)).toContainEqual(
      expect.stringContaining('writeTimeout must be 0, its default'),
    );
  });

  it('have no limit and ten seconds to drain by themselves', () => {
    expect(limits(ingress(), traefik([web]))).toEqual(['disabled', Duration.seconds(10)]);
    expect(limits(ingress(), traefik([web, '--entryPoints.websecure.transport.respondingTimeouts.writeTimeout=0s']))).toEqual([
      'disabled',
      Duration.seconds(10),
    ]);
  });

  it('are those of the router, or all, the shortest first', () => {
    expect(limits(on('websecure'), traefik(arguments_))).toEqual([Duration.minutes(1), Duration.minutes(5)]);
    expect(limits(ingress(), traefik(arguments_))).toEqual([Duration.seconds(10), Duration.minutes(5)]);
    expect(serious(on('websecure'), service(), traefik(arguments_))).toContain('max-age-within-total-limit error');
  });

  it('cannot be read where the value is no time', () => {
    expect(limits(on('web'), traefik([web, '--entryPoints.web.transport.respondingTimeouts.writeTimeout=long']))[0]).toBe(
      'unknown',
    );
  });
});

it('takes TLS by router.tls only; spec.tls names certificates', () => {
  expect(valueOf(hopOf(ingress(), service()), 'transport')).toBe('tls');
  expect(valueOf(hopOf(ingress({ 'router.tls.certresolver': 'le' }), service()), 'transport')).toBe('tls');
  const certificates = hopOf(ingress({}, { tls: [{ secretName: 'tls' }] }), service());
  expect(certificates.settings.find(({ aspect }) => aspect === 'transport')).toMatchObject({
    origin: 'unknown',
    why: expect.stringContaining('spec.tls only names certificates') as string,
  });
});
