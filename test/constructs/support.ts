import { Chart, Testing, type App } from 'cdk8s';
import { check } from '../../src/check';
import type { KubeObject } from '../../src/kubernetes/object';
import { unknownHop, type Hop } from '../../src/path/hop';
import { StreamPolicy, type StreamPolicyProps } from '../../src/policy/stream-policy';
import type { Finding } from '../../src/rules/rule';

export const policy = (more: Partial<StreamPolicyProps> = {}): StreamPolicy => new StreamPolicy({ paths: ['/events'], ...more });
export const byAddress = policy({ affinity: { kind: 'client-ip', timeout: '3h' } });
export const withoutAffinity = policy({ affinity: { kind: 'none', reason: 'shared event log' } });

/** One of each affinity, and one with every other field changed. */
export const policies: readonly (readonly [string, StreamPolicy])[] = [
  ['cookie', policy()],
  ['client-ip', byAddress],
  ['none', withoutAffinity],
  [
    'every field',
    policy({ paths: [{ exact: '/a' }, '/b'], heartbeat: '30s', maxAge: { limit: '20m' }, drain: { window: '1m' } }),
  ],
];

export const chart = (): Chart => new Chart(Testing.app(), 'test', { namespace: 'app' });

/** What the chart writes. Throws what synthesis throws. */
export const written = (of: Chart): KubeObject[] => Testing.synth(of) as KubeObject[];

export function writtenOf(of: Chart, kind: string): KubeObject {
  const found = written(of).find((object) => object.kind === kind);
  if (found === undefined) throw new Error(`there is no ${kind}`);
  return found;
}

/** The text synthesis fails with; empty when it does not. */
export function failure(of: Chart): string {
  try {
    (of.node.root as App).synthYaml();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

/** What the rules say of hops with something unknown in front. */
export const findings = (of: StreamPolicy, ...hops: Hop[]): Finding[] =>
  check(of, { name: 'test', hops: [unknownHop('the client side'), ...hops] });

/** `rule level` for each. */
export const inShort = (found: readonly Finding[]): string[] => found.map(({ rule, level }) => `${rule} ${level}`);
