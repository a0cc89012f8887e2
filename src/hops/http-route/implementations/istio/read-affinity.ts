import { ignored, rejected } from '../../../../path/remark';
import { listAt } from '../../../../kubernetes/ingress';
import { valueAt } from '../../../../kubernetes/owned-key';
import type { Remark } from '../../../../path/hop';
import { byDefault, unknown } from '../../../../path/setting';
import { durationIn } from '../../duration-in';
import type { FoundRoute, RouteRule, Stretch } from '../../implementation';
import { about } from './about';
import { destinationRuleOf } from './destination-rules';
import { meshFacts as facts } from './mesh-facts';
import { readHash } from './read-hash';
import { outlierRemarks } from './read-outlier';
import { readSession, serviceOf } from './read-session';
import { noAffinity } from './settings';

interface BackendRef {
  readonly kind?: string;
  readonly name?: string;
  readonly port?: number;
  readonly weight?: number;
}

/** What brings a client of a rule back to its pod. */
export function readAffinity(rule: RouteRule, found: FoundRoute): Stretch {
  const refs = ((rule['backendRefs'] ?? []) as BackendRef[]).filter(
    ({ kind = 'Service', weight = 1 }) => kind === 'Service' && weight > 0,
  );
  const read = refs.map((ref) => readBackend(ref, found));
  const remarks = read.flatMap((each) => each.remarks);
  const sources = read.flatMap((each) => each.sources ?? []);
  if (read.length < 2) return { settings: read[0]?.settings ?? [noAffinity], remarks, sources };
  const isNone = read.every(({ settings }) =>
    settings.every((each) => each.origin !== 'unknown' && valueAt(each, ['value', 'kind']) === 'none'),
  );
  return {
    settings: [isNone ? noAffinity : byDefault('affinity', { kind: 'none' }, about.weights)],
    remarks: [...remarks, ...(isNone ? [] : [drawn(refs)])],
    sources,
  };
}

const drawn = (refs: readonly BackendRef[]): Remark => ({
  rule: 'affinity-conflicts-with-load-balancing',
  found: `the rule sends to ${refs.map(({ name, weight = 1 }) => `${name} (weight ${weight})`).join(' and ')}, and they have affinity`,
  need: 'the weight draws a Service anew for each request, whatever cookie comes: there is no affinity across them',
  fix: 'give the stream one backendRef',
  fact: facts.weights,
  key: about.weights.key,
});

function readBackend({ name = '', port }: BackendRef, found: FoundRoute): Stretch {
  const { rule, remarks } = destinationRuleOf(name, found);
  const { policy, remarks: ofPort } = policyFor(port, rule === 'unknown' ? undefined : valueAt(rule, ['spec', 'trafficPolicy']));
  const hash = readHash(valueAt(policy, ['loadBalancer']));
  const ofRule = rule === 'unknown' ? unknown('affinity', WHICH, about.affinity) : hash.setting;
  const session = readSession(name, found, ofRule);
  const isHashed = ofRule.origin === 'set';
  return {
    settings: [session.setting],
    sources: [rule, serviceOf(name, found)].filter((each) => typeof each === 'object'),
    remarks: [
      ...remarks,
      ...ofPort,
      ...hash.remarks,
      ...session.remarks,
      ...(isHashed ? outlierRemarks(policy) : []),
      ...poolRemarks(policy),
    ],
  };
}

const WHICH = 'which DestinationRule counts at the gateway is not in the input';

interface Port {
  readonly port?: { readonly number?: number };
}

/** The settings of a port take the place of all others. */
function policyFor(port: number | undefined, policy: unknown): { policy: unknown; remarks: Remark[] } {
  const own = (listAt(policy, 'portLevelSettings') as readonly Port[]).find((each) => each.port?.number === port);
  const lost = own === undefined ? [] : Object.keys(policy as object).filter((key) => key !== 'portLevelSettings');
  return { policy: own ?? policy, remarks: lost.map((key) => notInherited(key, port)) };
}

const notInherited = (key: string, port: number | undefined): Remark =>
  ignored(
    `trafficPolicy.${key} is beside portLevelSettings for port ${port}`,
    'those take the place of everything else, and inherit nothing',
    `write ${key} into the settings of the port too`,
    facts.portLevel,
    `DestinationRule spec.trafficPolicy.${key}`,
  );

const IDLE = 'DestinationRule spec.trafficPolicy.connectionPool.http.idleTimeout';

function poolRemarks(policy: unknown): Remark[] {
  const written = valueAt(policy, ['connectionPool', 'http', 'idleTimeout']);
  if (written === undefined) return [];
  const found = `connectionPool.http.idleTimeout is ${JSON.stringify(written)}`;
  if (durationIn(written) === undefined || durationIn(written)?.milliseconds === 0) {
    return [rejected(found, 'it takes 1ms or more', 'remove it: no stream ends by it', facts.upstreamIdle, IDLE)];
  }
  return [
    {
      ...ignored(
        found,
        'it is for connections that carry no request',
        'remove it: no stream ends by it',
        facts.upstreamIdle,
        IDLE,
      ),
      level: 'note',
    },
  ];
}
