import { parse } from 'yaml';
import { jobYaml } from '../../src/cli/emit-job';
import { observeOptions, type ProbeFlags } from '../../src/cli/probe-options';

const DEFAULTS: ProbeFlags = { header: [], resolve: [], format: 'text', image: 'registry.example.com/probe:1' };

const PLAIN = 'https://prices.example.com/events';

function yaml(flags: Partial<ProbeFlags> = {}, url = PLAIN): string {
  const all = { ...DEFAULTS, ...flags };
  const options = observeOptions(url, all);
  return jobYaml(options.target.url, all, options);
}

interface Container {
  readonly args: readonly string[];
  readonly env: readonly object[];
}

const containerIn = (text: string): Container =>
  (parse(text) as { spec: { template: { spec: { containers: [Container] } } } }).spec.template.spec.containers[0];

test('the Job runs the same probe in every pod, safely and not for ever', () => {
  const text = yaml({ connections: '10000', ramp: '500/s', http1: true, pods: '5' });
  expect(text).toContain('# 5 x 10000 = 50000 streams.');
  expect(parse(text)).toMatchObject({
    apiVersion: 'batch/v1',
    kind: 'Job',
    spec: {
      completionMode: 'Indexed',
      completions: 5,
      parallelism: 5,
      backoffLimitPerIndex: 0,
      activeDeadlineSeconds: 638,
      template: {
        spec: {
          restartPolicy: 'Never',
          automountServiceAccountToken: false,
          securityContext: { runAsNonRoot: true },
          containers: [
            {
              image: 'registry.example.com/probe:1',
              resources: { limits: { memory: '672Mi' } },
              securityContext: { readOnlyRootFilesystem: true, allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
            },
          ],
        },
      },
    },
  });
  expect(containerIn(text).args).toEqual(
    'probe https://prices.example.com/events --connections 10000 --ramp 500/s --http1 --record -'.split(' '),
  );
});

test('credentials are named, never written', () => {
  const { args, env } = containerIn(yaml({ headerSecret: ['Authorization=prices/header'], urlSecret: 'prices/url' }));
  expect(args).toEqual(['probe', '$(URL)', '--header', 'Authorization: $(HEADER_1)', '--record', '-']);
  expect(env).toEqual([
    { name: 'HEADER_1', valueFrom: { secretKeyRef: { name: 'prices', key: 'header' } } },
    { name: 'URL', valueFrom: { secretKeyRef: { name: 'prices', key: 'url' } } },
  ]);
});

test('what Kubernetes would read as a variable stays as it is', () => {
  expect(containerIn(yaml({ data: '$(HOME)' })).args).toContain('$$(HOME)');
});

test.each<[string, Partial<ProbeFlags>, string, string]>([
  ['a header', { header: ['authorization: secret'] }, '--header "authorization: ..." may be a secret', PLAIN],
  ['a query value', {}, 'The URL has a user, a fragment or query values', 'https://a.example/events?token=secret'],
  ['a password', {}, 'name it with --url-secret <secret>/<key>', 'https://me:secret@a.example/events'],
  ['a file', { policy: 'secret' }, '--policy names a file, which the pods do not have; give it to "sse-ready judge"', PLAIN],
  ['no such secret', { headerSecret: ['authorization=Bearer secret'] }, '--header-secret needs the name of a Secret', PLAIN],
  ['no header', { headerSecret: ['prices/secret'] }, '--header-secret takes name=<secret>/<key>', PLAIN],
  ['no pods', { pods: '0' }, '--pods "0" is not understood; write a whole number from 1 to 9999', PLAIN],
  ['too many pods', { pods: '1e9' }, '--pods "1e9" is not understood', PLAIN],
])('%s is refused in one line that quotes nothing secret', (_name, flags, line, url) => {
  const act = () => yaml(flags, url);
  expect(act).toThrow(line);
  expect(act).not.toThrow(/Bearer secret|me:secret|token=secret|: secret/);
});

test('an image is needed', () => {
  const { image: _, ...without } = DEFAULTS;
  const options = observeOptions('https://a.example/', without);
  expect(() => jobYaml(options.target.url, without, options)).toThrow('--emit k8s-job needs --image <image>');
});
