import { lint } from '../../src/lint/lint';
import type { LintOptions } from '../../src/lint/lint-options';
import type { LintReport } from '../../src/lint/lint-report';
import { agicIngress, deployment, ingress, route, service } from './objects';

const run = (options: LintOptions, ...texts: readonly string[]) =>
  lint([{ name: 'all.yaml', text: texts.join('---\n') }], options);
const streams = ({ paths }: LintReport) => paths.map(({ name, evidence }) => `${name}: ${evidence}`);
/** The lines that the findings of a rule point to, from their column on. */
const marked = ({ findings }: LintReport, rule: string, texts: readonly string[]) => {
  const lines = texts.join('---\n').split('\n');
  const places = findings.filter((finding) => finding.rule === rule).map(({ location }) => location);
  return places.map(({ line, column }) => lines[line - 1]?.slice(column - 1));
};

const CLASS = '  annotations:\n    kubernetes.io/ingress.class: nginx\n';

describe('takes for a stream', () => {
  it.each([
    ['a path', ingress('web', { path: '/api/events' }), 'its path /api/events'],
    ['a hub of Mercure', ingress('web', { path: '/.well-known/mercure' }), 'its path /.well-known/mercure'],
    ['a pattern', ingress('web', { path: '/stream(/|$)(.*)' }), 'its path /stream'],
    [
      'response buffering off and a long timeout',
      ingress('web', { annotations: { 'proxy-buffering': 'off', 'proxy-read-timeout': '3600' }, path: '/api' }),
      'proxy-buffering is off, proxy-read-timeout is 1h',
    ],
    ['a name', ingress('web-sse'), 'the name of Ingress app/web-sse'],
    ['a path of a route', route('web', [{ path: '/sse', to: 'web' }]), 'its path /sse'],
  ])('%s', async (_, entry, evidence) => {
    const report = await run({}, entry, service('web'), deployment('web'));
    expect(report.paths.map((path) => [path.evidence, path.hops.slice(-2)])).toEqual([
      [evidence, ['Service app/web', 'Deployment app/web']],
    ]);
    expect(report.leftOut).toEqual([]);
  });

  it.each([
    ['nothing that shows a sign', ingress('web', { path: '/shop' })],
    ['response buffering off alone', ingress('web', { annotations: { 'proxy-buffering': 'off' } })],
    ['a long timeout alone', ingress('web', { annotations: { 'proxy-read-timeout': '3600' } })],
    ['WebSockets', ingress('web', { annotations: { 'proxy-buffering': 'off', 'proxy-read-timeout': '3600' }, path: '/ws' })],
    ['a word that only begins so', ingress('web', { path: '/eventsource' })],
  ])('not %s, and says so', async (_, entry) => {
    const report = await run({}, entry, service('web'), deployment('web'));
    expect([report.paths, report.findings, report.leftOut]).toEqual([[], [], ['Ingress app/web']]);
  });

  it.each(['/', '/live/', '^~ /live/', '= /live/', '~ ^/api/(.*)/feed$', '~ \\.push$'])(
    'a location of nginx by its settings, whatever its pattern: %s',
    async (pattern) => {
      const location = `location ${pattern} { proxy_buffering off; proxy_read_timeout 1h; proxy_pass http://127.0.0.1:1; }`;
      const report = await lint([{ name: 'nginx.conf', text: `http { server { ${location} } }` }]);
      expect(report.paths.map(({ evidence }) => evidence)).toEqual(['proxy_buffering is off, proxy_read_timeout is 1h']);
    },
  );

  it('no route of a kind that is not read, and says so', async () => {
    const route =
      'apiVersion: traefik.io/v1alpha1\nkind: IngressRoute\nmetadata: { name: a }\nspec: { routes: [{ match: PathPrefix(`/sse`) }] }\n';
    const { paths, skipped } = await run({}, route, route.replace('name: a', 'name: b'));
    expect([paths, skipped]).toEqual([
      [],
      [{ file: 'all.yaml', reason: expect.stringMatching(/^IngressRoute .* not read/) as string }],
    ]);
  });

  it('the paths that are named, and nothing else', async () => {
    const files = [ingress('web', { path: '/feed' }), ingress('sse', { path: '/other' }), service('web'), deployment('web')];
    expect(streams(await run({ streams: ['/feed'] }, ...files))).toEqual(['Ingress app/web: --stream /feed']);
  });

  it('the workload with an annotation, which has a policy of its own', async () => {
    const annotated = deployment('b', { annotations: { 'sse-ready.dev/policy': '{"paths":["/b"],"heartbeat":"40s"}' } });
    const report = await run(
      {},
      route('r', [
        { path: '/a', to: 'a' },
        { path: '/b', to: 'b' },
      ]),
      service('a'),
      service('b'),
      deployment('a'),
      annotated,
    );
    const from = 'annotation sse-ready.dev/policy of Deployment app/b';
    expect(report.paths).toMatchObject([
      { evidence: from, policy: from, hops: ['HTTPRoute app/r', 'Service app/b', 'Deployment app/b'] },
    ]);
    const flagged = await run({ heartbeat: '20s' }, route('r', [{ path: '/b', to: 'b' }]), service('b'), annotated);
    expect(flagged.paths[0]?.policy).toBe(`${from} with --heartbeat 20s`);
  });

  it('a Service inside that nothing leads to, when its name says so', async () => {
    const report = await run({}, service('sse'), deployment('sse'), service('db'), deployment('db'));
    expect(streams(report)).toEqual(['Service app/sse: the name of Service app/sse']);
    expect(report.leftOut).toEqual([]);
  });

  it('a load balancer for a named path only where nothing routes it', async () => {
    const balancer = service('web', { type: 'LoadBalancer' });
    expect(streams(await run({ streams: ['/feed'] }, balancer, deployment('web')))).toEqual(['Service app/web: --stream /feed']);
    const routed = await run(
      { streams: ['/feed'] },
      balancer,
      deployment('web'),
      ingress('i', { path: '/feed', to: 'b' }),
      service('b'),
      deployment('b'),
    );
    expect(streams(routed)).toEqual(['Ingress app/i: --stream /feed']);
    expect(routed.leftOut).toEqual(['Service app/web']);
  });
});

describe('joins', () => {
  it('only the backend of the longest path that serves the stream', async () => {
    const both = ingress('web', {
      paths: [
        ['/', 'page'],
        ['/events', 'web'],
      ],
    });
    const report = await run({}, both, service('page'), deployment('page'), service('web'), deployment('web'));
    expect(report.paths.map(({ hops }) => hops.at(-1))).toEqual(['Deployment app/web']);
  });

  it('a StatefulSet, whose rollout stays unknown', async () => {
    const report = await run({}, ingress('sse'), service('sse'), deployment('sse', { kind: 'StatefulSet' }));
    expect(report.paths[0]?.hops.at(-1)).toBe('StatefulSet app/sse');
    const rollout = report.findings.filter(({ rule, level }) => rule === 'rollout-keeps-capacity' && level === 'unknown');
    expect(rollout.map(({ message }) => message)).toEqual([
      'rolling update maxUnavailable cannot be known: how a StatefulSet runs and replaces its pods is not read',
    ]);
  });

  it('an Ingress of a class that is not known here, as a hop that is not known', async () => {
    const report = await run({}, ingress('sse', { className: 'haproxy' }), service('sse'), deployment('sse'));
    expect(report.paths[0]?.hops[0]).toBe('the controller of Ingress class haproxy');
  });

  it('of objects with one name the one in the nearest folder', async () => {
    const files = ['dev', 'prod'].flatMap((stage) => [
      { name: `${stage}/ingress.yaml`, text: ingress('sse') },
      {
        name: `${stage}/app/all.yaml`,
        text: [service('sse'), deployment('sse', { replicas: stage === 'dev' ? 1 : 3 })].join('---\n'),
      },
    ]);
    const report = await lint(files);
    expect(report.paths.map(({ name }) => name)).toEqual([
      'Ingress app/sse (dev/ingress.yaml)',
      'Ingress app/sse (prod/ingress.yaml)',
    ]);
    const alone = report.findings.filter(({ message }) => message.startsWith('replicas is 1'));
    expect(alone.map(({ location, paths }) => [location.file, paths])).toEqual([
      ['dev/app/all.yaml', ['Ingress app/sse (dev/ingress.yaml)']],
    ]);
  });

  it.each([
    ['no grant', [], 'error'],
    ['a grant', ['HTTPRoute'], undefined],
    ['a grant for others', ['GRPCRoute'], 'error'],
  ])('a route to another namespace with %s', async (_, kinds, level) => {
    const grants = kinds.map(
      (kind) =>
        `apiVersion: gateway.networking.k8s.io/v1beta1\nkind: ReferenceGrant\nmetadata: { name: g, namespace: back }\nspec: { from: [{ group: gateway.networking.k8s.io, kind: ${kind}, namespace: app }], to: [{ group: "", kind: Service }] }\n`,
    );
    const back = service('web').replace('namespace: app', 'namespace: back');
    const report = await run({}, route('r', [{ path: '/sse', to: 'web', namespace: 'back' }]), back, ...grants);
    const found = report.findings.find(({ message }) => message.includes('ReferenceGrant'));
    expect([found?.level, found?.key]).toEqual([
      level,
      level === undefined ? undefined : 'spec.rules[].backendRefs[web].namespace',
    ]);
  });
});

describe('places', () => {
  it('a key, the parent that lacks it, and the object of another kind that holds it', async () => {
    const budget =
      'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: b, namespace: app }\nspec:\n  selector: { matchLabels: { app: sse } }\n  maxUnavailable: 2\n';
    const texts = [ingress('sse', { annotations: { 'proxy-read-timeout': '10' } }), service('sse'), deployment('sse'), budget];
    const report = await run({}, ...texts);
    expect(marked(report, 'heartbeat-within-idle-limit', texts)).toEqual([
      'nginx.ingress.kubernetes.io/proxy-read-timeout: "10"',
    ]);
    expect(marked(report, 'disruption-budget', texts)).toEqual(['maxUnavailable: 2']);
    // The container has no lifecycle; the pod no grace period.
    expect(marked(report, 'drain-window-covers-close', texts).sort()).toEqual(['- name: sse'.slice(2), 'spec:']);
  });

  it('the autoscaler that says how many pods run at least', async () => {
    const scaler =
      'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: h, namespace: app }\nspec:\n  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: sse }\n  minReplicas: 1\n  maxReplicas: 9\n';
    const texts = [ingress('sse'), service('sse'), deployment('sse', { replicas: 4 }), scaler];
    const report = await run({}, ...texts);
    expect(marked(report, 'rollout-keeps-capacity', texts)).toContain('minReplicas: 1');
    const fixes = report.findings.filter(({ rule }) => rule === 'rollout-keeps-capacity').map(({ fix }) => fix);
    expect(fixes).toContain('run at least 2 pods (HorizontalPodAutoscaler spec.minReplicas)');
  });

  it('the annotation that gives an Ingress its class', async () => {
    const old = ingress('sse').replace('  ingressClassName: nginx\n', '').replace('metadata:\n', `metadata:\n${CLASS}`);
    const texts = [old, service('sse'), deployment('sse')];
    expect(marked(await run({}, ...texts), 'hop-retired', texts)).toEqual(['kubernetes.io/ingress.class: nginx']);
  });

  it('a variable of the container at its value', async () => {
    const env = '          env:\n            - name: ASPNETCORE_SHUTDOWNTIMEOUTSECONDS\n              value: "5"\n';
    const texts = [ingress('sse', { path: '/events' }), service('sse'), `${deployment('sse').trimEnd()}\n${env}`];
    expect(marked(await run({}, ...texts), 'drain-window-covers-close', texts)).toContain('value: "5"');
  });

  it('a Service that is missing at the key that names it, and says it once', async () => {
    const report = await run({}, ingress('one', { path: '/events' }), ingress('two', { path: '/events', to: 'one' }));
    const missing = report.findings.filter(({ location }) => location.object === 'Service app/one');
    expect(missing.map(({ location: { line }, paths }) => [line, paths])).toEqual([[15, ['Ingress app/one', 'Ingress app/two']]]);
  });
});

it('says a finding of several paths once, with the paths', async () => {
  const report = await run(
    {},
    ingress('a', { path: '/events', to: 'sse' }),
    ingress('b', { path: '/events', to: 'sse' }),
    service('sse'),
    deployment('sse'),
  );
  const ofWorkload = report.findings.filter(({ hop }) => hop === 'workload');
  expect(ofWorkload.length).toBeGreaterThan(0);
  expect(ofWorkload.every(({ paths }) => paths.join() === 'Ingress app/a,Ingress app/b')).toBe(true);
  expect(new Set(report.findings.map(({ fingerprint }) => fingerprint)).size).toBe(report.findings.length);
});

it('gives fingerprints that lines and values do not change', async () => {
  const prints = async (seconds: string, ...before: string[]) => {
    const files = [
      ...before,
      ingress('sse', { annotations: { 'proxy-read-timeout': seconds } }),
      service('sse'),
      deployment('sse'),
    ];
    return (await run({}, ...files)).findings.map(({ fingerprint }) => fingerprint);
  };
  expect(await prints('11', service('other'))).toEqual(await prints('10'));
});

it('is the same whatever the order of the texts', async () => {
  const texts = [ingress('sse'), service('sse'), deployment('sse')].map((text, at) => ({ name: `${at}.yaml`, text }));
  expect((await lint(texts.toReversed())).findings).toEqual((await lint(texts)).findings);
});

it('reports an object of another form, and judges the rest', async () => {
  const odd = ingress('odd').replace(
    /spec:[^]*/,
    'spec: { ingressClassName: nginx, tls: x, defaultBackend: { service: { name: odd } } }\n',
  );
  const broken = deployment('odd').replace(/containers:[^]*/, 'containers: [null]\n');
  const report = await run({}, odd, service('odd'), broken, ingress('sse'), service('sse'), deployment('sse'));
  expect(streams(report)).toEqual(['Ingress app/sse: the name of Ingress app/sse']);
  expect(report.problems.map(({ file, message }) => [file, message.slice(0, 47)])).toEqual([
    ['all.yaml', 'Deployment app/odd has not the form of its kind'],
  ]);
});

it.each([
  ['rules: [null]', 'spec.rules[0] is null'],
  ['rules: [{ backendRefs: [{ name: sse, port: 80 }, null] }]', 'spec.rules[0].backendRefs[1] is null'],
])('reports a null in a list, in words of Kubernetes: %s', async (rules, expected) => {
  const route = `apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: { name: sse }\nspec:\n  ${rules}\n`;
  const { problems } = await run({}, route);
  expect(problems).toEqual([
    {
      file: 'all.yaml',
      line: 5,
      message: `HTTPRoute sse has not the form of its kind: ${expected}, and the API server takes no null in a list`,
    },
  ]);
});

it('reports an annotation that holds no policy, and takes the defaults', async () => {
  const annotated = deployment('sse', { annotations: { 'sse-ready.dev/policy': '{"heartbeat":"soon"}' } });
  const report = await run({}, ingress('sse'), service('sse'), annotated);
  expect(report.paths.map(({ policy }) => policy)).toEqual(['the defaults for /events']);
  expect(report.problems).toMatchObject([
    { file: 'all.yaml', line: 36, message: expect.stringContaining('heartbeat') as string },
  ]);
});

it('asks of each entry only for the streams that it serves', async () => {
  const affinity = { affinity: 'cookie' };
  const texts = ['chat', 'prices'].map((name) => ingress(name, { path: `/${name}`, annotations: affinity }));
  const { findings } = await run({ policy: { paths: ['/chat', '/prices'] } }, ...texts);
  expect(findings.filter(({ rule }) => rule === 'affinity-cookie-path')).toEqual([]);
});

it('refuses options that are no policy', async () => {
  await expect(run({ heartbeat: 'soon' })).rejects.toThrow('heartbeat');
  await expect(run({ streams: ['events'] })).rejects.toThrow('paths');
});

it('reads AGIC with what stands behind it', async () => {
  const report = await run({}, agicIngress('sse'), service('sse'), deployment('sse'));
  expect(report.paths[0]?.hops).toEqual([
    'the Application Gateway that the controller configures',
    'Ingress app/sse',
    'Service app/sse',
    'Deployment app/sse',
  ]);
});
