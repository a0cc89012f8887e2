import { valueAt } from '../../src/kubernetes/owned-key';
import { lint } from '../../src/lint/lint';
import type { LintFinding } from '../../src/lint/lint-report';
import { childrenOf, type Directive } from '../../src/nginx/directive';
import { parseNginx } from '../../src/nginx/parse';
import type { StreamPolicy } from '../../src/policy/stream-policy';
import { byAddress, byCookie } from '../support/policies';
import { nginxSamples } from '../support/samples/nginx';
import { written } from '../support/synth';

const FILE = 'nginx.conf';

/** By directive, the rule that must tell of it when it is gone and when it is worse, and where: at its line or at the block that lacks it. */
const TOLD: Readonly<Record<string, { readonly gone?: string; readonly worse?: readonly [value: string, rule: string] }>> = {
  proxy_read_timeout: { worse: ['1s', 'heartbeat-within-idle-limit'] },
  send_timeout: { worse: ['1s', 'heartbeat-within-idle-limit'] },
  proxy_buffering: { gone: 'response-buffering-off', worse: ['on', 'response-buffering-off'] },
  proxy_http_version: { gone: 'response-buffering-off', worse: ['other', 'value-rejected-by-target'] },
  proxy_next_upstream: { gone: 'no-retry-on-stream', worse: ['error timeout', 'no-retry-on-stream'] },
  hash: { gone: 'affinity-at-balancing-hop', worse: ['$request_id', 'affinity-at-balancing-hop'] },
};

describe.each([
  ['by cookie', byCookie],
  ['by address', byAddress],
])('nginx.conf %s', (_, policy) => {
  const text = textFor(policy);
  const leaves = leavesOf(parseNginx(text, FILE).block.directives);

  it.each(Object.entries(TOLD))('tells of %s, where it stands or is missing', async (name, { gone, worse }) => {
    const [found] = leaves.filter(({ directive }) => directive.name === name);
    if (found === undefined) throw new Error(`no ${name}`);
    const { directive, around } = found;
    const { start, end } = directive.span ?? { start: 0, end: 0 };
    const fresh = async (instead: string) => {
      const before = new Set((await told(text, policy)).map(identity));
      const after = await told(text.slice(0, start) + instead + text.slice(end), policy);
      return after.filter((finding) => !before.has(identity(finding)));
    };
    if (worse !== undefined) {
      const [value, rule] = worse;
      const findings = await fresh(`${name} ${value};`);
      expect(findings.map((one) => `${one.rule} ${placeOf(one)}`)).toContain(`${rule} ${placeOf({ location: directive })}`);
      expect(errorsElsewhere(findings, [directive])).toEqual([]);
    }
    if (gone !== undefined) {
      const findings = await fresh('');
      expect(findings.map((one) => one.rule)).toContain(gone);
      expect(errorsElsewhere(findings, [...around, ...leaves.flatMap(({ around: each }) => each)])).toEqual([]);
    }
  });
});

function textFor(policy: StreamPolicy): string {
  const [sample] = nginxSamples;
  const objects = sample === undefined ? [] : written(...sample.build(policy).scopes).objects;
  return String(Object.values(valueAt(objects[0], ['data']) as object)[0]);
}

function leavesOf(
  directives: readonly Directive[],
  around: readonly Directive[] = [],
): { directive: Directive; around: readonly Directive[] }[] {
  return directives.flatMap((directive) =>
    directive.block === undefined ? [{ directive, around }] : leavesOf(childrenOf(directive), [directive, ...around]),
  );
}

const told = async (text: string, policy: StreamPolicy): Promise<readonly LintFinding[]> =>
  (await lint([{ name: FILE, text }], { policy: policy.toJSON() })).findings;

const identity = ({ rule, level, message }: LintFinding): string => JSON.stringify([rule, level, message]);
const placeOf = ({ location: { line, column } }: { location: { line: number; column: number } }): string => `${line}:${column}`;

const errorsElsewhere = (findings: readonly LintFinding[], places: readonly Directive[]): string[] =>
  findings
    .filter((one) => one.level === 'error' && !places.some((place) => placeOf({ location: place }) === placeOf(one)))
    .map((one) => `${one.rule} ${placeOf(one)}`);
