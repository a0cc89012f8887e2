import { baselineOf } from '../../src/lint/baseline';
import { lint } from '../../src/lint/lint';
import { kubernetesReads } from '../../src/lint/unquoted';
import { agicIngress, deployment, ingress, service } from './objects';

const behind = [service('sse'), deployment('sse')];
const files = (...texts: readonly string[]) => [{ name: 'all.yaml', text: texts.join('---\n') }];
const levels = (findings: readonly { rule: string; level: string }[], rule: string) =>
  findings.filter((finding) => finding.rule === rule).map(({ level }) => level);

describe('without a policy', () => {
  it.each([
    ['no affinity is a note', {}, ['note']],
    ['an affinity that is written is taken at its word', { affinity: 'cookie', 'session-cookie-samesite': 'None' }, []],
  ])('%s', async (_, annotations, expected) => {
    const { findings } = await lint(files(ingress('sse', { path: '/events', annotations }), ...behind));
    expect(levels(findings, 'affinity-at-balancing-hop')).toEqual(expected);
  });

  it('says on what it depends, and is an error once the policy asks for it', async () => {
    const input = files(ingress('sse', { path: '/events' }), ...behind);
    const told = (await lint(input)).findings.find(({ rule }) => rule === 'affinity-at-balancing-hop');
    expect(told?.message).toMatch(/no policy was given/);
    const { findings } = await lint(input, { policy: { paths: ['/events'] } });
    expect(levels(findings, 'affinity-at-balancing-hop')).toEqual(['error']);
  });

  it('what does not follow from affinity weighs as ever', async () => {
    const { findings } = await lint(
      files(ingress('sse', { path: '/events', annotations: { 'proxy-read-timeout': '10' } }), ...behind),
    );
    expect(levels(findings, 'heartbeat-within-idle-limit')).toEqual(['error']);
  });
});

it('speaks of no construct to people who have none', async () => {
  const { findings } = await lint(files(ingress('sse', { path: '/events' }), ...behind));
  expect(findings.find(({ rule }) => rule === 'hop-retired')?.fix).toMatch(/the annotation sse-ready.dev\/ignore-hop-retired$/);
  expect(JSON.stringify(findings)).not.toContain('acknowledgeRetired');
});

it('takes other levels, and leaves the unknown unknown', async () => {
  const input = files(ingress('sse', { path: '/events' }), ...behind);
  const asked = { levels: { 'hop-retired': 'note', 'reload-cuts-streams': 'off', 'hop-not-in-input': 'error' } } as const;
  const { findings } = await lint(input, asked);
  const of = (rule: string) => levels(findings, rule);
  expect([of('hop-retired'), of('reload-cuts-streams'), of('hop-not-in-input')]).toEqual([['note'], [], ['unknown']]);
});

describe('a baseline', () => {
  const old = ingress('sse', { path: '/events' });
  const input = files(old, ...behind);

  it('accepts what it knows wherever it has moved to, and nothing new', async () => {
    const baseline = baselineOf((await lint(input)).findings);
    const moved = await lint(files(`\n\n# moved\n${old}`, ...behind), { baseline });
    expect(moved.findings.filter(({ suppressed }) => suppressed?.kind !== 'external')).toEqual([]);
    const worse = ingress('sse', { path: '/events', annotations: { 'proxy-read-timeout': '10' } });
    const { findings } = await lint(files(worse, ...behind), { baseline });
    expect(findings.filter(({ suppressed }) => suppressed === undefined).map(({ rule }) => rule)).toEqual([
      'heartbeat-within-idle-limit',
    ]);
  });

  it('tells of entries that nothing matches, where their file was linted', async () => {
    const entry = { fingerprint: 'gone', rule: 'hop-retired', object: 'Ingress app/old' };
    const of = (file: string) => ({ version: 1, file: 'baseline.json', findings: [{ ...entry, file }] }) as const;
    const stale = async (file: string) => {
      const { findings } = await lint(input, { baseline: of(file) });
      return findings
        .filter(({ rule }) => rule === 'baseline-entry-stale')
        .map(({ location }) => [location.file, location.object]);
    };
    expect(await stale('all.yaml')).toEqual([['baseline.json', 'Ingress app/old']]);
    expect(await stale('other.yaml')).toEqual([]);
  });

  it('leaves the reasons that files give', async () => {
    const accepted = old.replace('nginx', 'nginx # sse-ready.dev/ignore-hop-retired: in May');
    const { findings } = await lint(files(accepted, ...behind));
    expect(baselineOf(findings).findings.map(({ rule }) => rule)).not.toContain('hop-retired');
  });
});

describe('without quotes', () => {
  it.each(['off', 'On', 'y', 'NO', 'true', '1', '-2', '1_000', '1.5', '1e3', '0x1F', '0b1', '.inf'])(
    '%s is no string',
    (text) => {
      expect(kubernetesReads(text)).toBeDefined();
    },
  );

  it.each(['OfF', 'yess', '1h', '3600s', '1.2.3', '2024-01-02', '0xg', 'e3', '-', '.', ''])('%j is one', (text) => {
    expect(kubernetesReads(text)).toBeUndefined();
  });

  const PREFIX = { nginx: 'nginx.ingress.kubernetes.io', 'azure-application-gateway': 'appgw.ingress.kubernetes.io' };
  it.each([
    ['nginx', 'proxy-buffering: off', 'off'],
    ['azure-application-gateway', 'request-timeout: 300', '300'],
  ] as const)('an annotation of %s is refused: %s', async (className, annotation, text) => {
    const made = className === 'nginx' ? ingress('sse', { path: '/events' }) : agicIngress('sse');
    const object = made.replace('  namespace: app', `  namespace: app\n  annotations:\n    ${PREFIX[className]}/${annotation}`);
    const { findings } = await lint(files(object, ...behind), { streams: ['/events'] });
    const found = findings.filter(({ rule, fix }) => rule === 'value-rejected-by-target' && fix === `write "${text}"`);
    expect(found.map(({ level, location }) => [level, location.line])).toEqual([['error', 7]]);
  });

  it('an environment variable of the pods is refused', async () => {
    const pods = deployment('sse').replace(
      'image: sse:1',
      'image: sse:1\n          env: [{ name: A, value: "1" }, { name: B, value: yes }]',
    );
    const { findings } = await lint(files(ingress('sse', { path: '/events' }), service('sse'), pods));
    const keys = findings.filter(({ rule }) => rule === 'value-rejected-by-target').map(({ key }) => key);
    expect(keys).toEqual(['spec.template.spec.containers[0].env[1].value']);
  });
});
