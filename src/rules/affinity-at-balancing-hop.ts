import { known, remarksFor, type Hop, type Remark } from '../path/hop';
import type { Known } from '../path/setting';
import type { Affinity, StreamPolicy } from '../policy/stream-policy';
import { byKey, raiseTo } from './ask/fix';
import { cannotKnow } from './ask/judge';
import { podChooser } from './ask/pod-chooser';
import { isOnlyPod } from './ask/pods';
import { webFacts } from './ask/web-facts';
import type { Answer, Rule } from './rule';

const AFFINITY = { cookie: 'affinity by cookie', 'client-ip': 'affinity by client IP', none: 'no affinity' };

const ID = 'affinity-at-balancing-hop';

type Kind = Affinity['kind'];

export const affinityAtBalancingHop: Rule = {
  id: ID,
  level: 'error',
  title: 'The hop that chooses the pod brings a client back to it as the policy asks.',
  symptom: 'A client that reconnects, or posts beside its stream, lands on a pod that does not know it.',
  cause: 'Only the hop that chooses among pods can keep a client on one. Affinity anywhere else on the path has no say.',
  remedy:
    'Configure the affinity at the hop the finding names, or share the state between pods and set the policy to none, with the reason.',
  aspects: ['affinity', 'balances-over'],
  provenBy: [{ check: 'affinity-holds' }],
  ask(policy, path) {
    const { kind } = policy.affinity;
    if (kind === 'none') return [];
    const { hop, doubt } = podChooser(path);
    // A service that holds the clients itself tells how they come back.
    if (hop === undefined && path.hops.some(({ remarks }) => remarks.some(({ rule }) => rule === ID))) return [];
    if (hop === undefined) return nobodyChooses(kind, doubt ?? path.hops[0]);
    const found = known(hop, 'affinity');
    const fitting = found.find(({ value }) => value.kind === kind);
    if (fitting !== undefined) return forgetsEarly(policy, hop, fitting);
    // The hop itself tells then that it cannot, and what to do instead.
    const refusals = remarksFor(policy, hop).filter(({ rule }) => rule === 'affinity-unsupported-by-hop');
    if (refusals.some(({ level }) => level === undefined)) return [];
    const unclear = cannotKnow(hop, ['affinity']);
    if (unclear.length > 0) return unclear;
    if (doubt === undefined && path.hops.some(isOnlyPod)) return [forOnePod(notAsAsked(kind, hop, found[0], refusals))];
    return [doubt === undefined ? notAsAsked(kind, hop, found[0], refusals) : mayBeDecidedBefore(kind, hop, doubt)];
  },
};

function nobodyChooses(kind: Kind, hop: Hop | undefined): Answer[] {
  if (hop === undefined) return [];
  return [
    {
      hop,
      level: 'unknown',
      message: `no hop that was read chooses among the pods; whether the one that does has ${AFFINITY[kind]}, as the policy asks, cannot be known`,
      fix: 'add the object that routes to the pods',
      fact: webFacts.intermediaries,
    },
  ];
}

function mayBeDecidedBefore(kind: Kind, chooser: Hop, doubt: Hop): Answer {
  return {
    hop: doubt,
    level: 'unknown',
    message: `${chooser.object} lacks ${AFFINITY[kind]}; whether this hop chooses the pod before it, with the affinity the policy asks for, cannot be known`,
    fix: doubt.type === 'unknown' ? 'add it to the input' : 'measure on the deployed path whether clients come back to their pod',
    fact: webFacts.intermediaries,
  };
}

function notAsAsked(kind: Kind, hop: Hop, found: Known<'affinity'> | undefined, refusals: readonly Remark[]): Answer {
  const has = found === undefined ? AFFINITY.none : `${AFFINITY[found.value.kind]} (${found.origin})`;
  const elsewhere = `choose the pod at a hop that has ${AFFINITY[kind]}, or set the policy's affinity to what this one can do`;
  const canDoIt = refusals.length === 0 && (kind === 'client-ip' || hop.layer === 'http');
  return {
    hop,
    message: `this hop chooses the pod and has ${has}; the policy asks for ${AFFINITY[kind]}`,
    fix: found !== undefined && canDoIt ? byKey(`configure ${AFFINITY[kind]} here`, found, elsewhere) : elsewhere,
    fact: found?.fact ?? webFacts.intermediaries,
    key: found?.key,
  };
}

const forOnePod = (answer: Answer): Answer => ({
  ...answer,
  level: 'note',
  message: `${answer.message}; with the one pod that runs, every client lands on it all the same`,
});

/** Of client addresses; how long a cookie lives has a rule of its own. */
function forgetsEarly({ affinity, maxAge }: StreamPolicy, hop: Hop, setting: Known<'affinity'>): Answer[] {
  const { value, name, origin, fact, key } = setting;
  if (affinity.kind !== 'client-ip' || value.kind !== 'client-ip' || value.timeout === 'disabled') return [];
  const forgets = `${name} forgets an idle client address after ${value.timeout} (${origin})`;
  if (value.timeout.isShorterThan(affinity.timeout)) {
    const mend = raiseTo(affinity.timeout, value.timeout, setting, (most) => `set the policy's affinity.timeout to ${most}`);
    return [{ hop, level: 'warning', message: `${forgets}; the policy asks for ${affinity.timeout}`, ...mend, fact, key }];
  }
  if (maxAge.limit === 'disabled' || !value.timeout.isShorterThan(maxAge.limit)) return [];
  const message = `${forgets}, streams live up to ${maxAge.limit}: a client that opens nothing else meanwhile may be forgotten when it returns`;
  const mend = raiseTo(maxAge.limit, value.timeout, setting, (most) => `set the policy's maxAge.limit to ${most} or less`);
  return [{ hop, level: 'note', message, ...mend, fact, key }];
}
