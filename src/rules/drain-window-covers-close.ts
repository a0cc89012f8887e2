import { known, type Hop } from '../path/hop';
import type { Known } from '../path/setting';
import { EXIT_MARGIN, gracePeriodFor } from '../policy/allowances';
import { Duration } from '../policy/duration';
import type { StreamPolicy } from '../policy/stream-policy';
import { raiseTo } from './ask/fix';
import { cannotKnow, judgeKnown, type Verdict } from './ask/judge';
import { longestBy } from './ask/longest';
import type { Rule } from './rule';

export const drainWindowCoversClose: Rule = {
  id: 'drain-window-covers-close',
  level: 'error',
  title: 'A pod that must go leaves the endpoints first, then closes its streams over the drain window, and only then is killed.',
  symptom:
    'At every rollout streams are cut without a word, all clients of a pod return at the same moment, or new streams fail with 502.',
  cause:
    'SIGKILL comes before the last stream was closed, the framework ends open requests early, or proxies still send streams to a pod that got its SIGTERM.',
  remedy:
    'Wait in preStop until proxies know, and give the pod a grace period of that wait, the drain window and some time to exit.',
  aspects: ['pre-stop-wait', 'endpoint-removal', 'grace-period', 'server-shutdown-timeout'],
  provenBy: [
    { check: 'resumes-after-cut' },
    {
      command: 'kubectl rollout restart deployment/NAME',
      shows: 'in streams that are open, a last retry and then the end, each at its own moment of the drain window',
    },
  ],
  ask: (policy, { hops }) =>
    hops.flatMap((hop, at) => [
      ...judgeKnown(hop, 'grace-period', (setting) => judgeGrace(policy, hop, setting)),
      ...judgeKnown(hop, 'server-shutdown-timeout', (setting) => judgeShutdown(policy, setting)),
      ...judgeKnown(hop, 'pre-stop-wait', (setting) => judgeWait(policy, hops.slice(0, at), setting)),
      ...cannotKnow(hop, ['pre-stop-wait', 'grace-period', 'server-shutdown-timeout', 'endpoint-removal']),
    ]),
};

function judgeGrace(policy: StreamPolicy, hop: Hop, setting: Known<'grace-period'>): Verdict | undefined {
  const { value, name, origin } = setting;
  // A wait that cannot be known counts as none here, and is told on its own.
  const wait = longestBy(known(hop, 'pre-stop-wait'), (preStop) => preStop.value)?.value ?? Duration.seconds(0);
  const closed = wait.plus(policy.drain.window);
  const needed = gracePeriodFor(policy, wait);
  if (!value.isShorterThan(needed)) return undefined;
  const cuts = value.isShorterThan(closed);
  return {
    level: cuts ? 'error' : 'warning',
    message: `${name} is ${value} (${origin}), the last stream closes after preStop ${wait} + drain.window ${policy.drain.window} = ${closed}: ${
      cuts ? `SIGKILL cuts the streams still open at ${value}` : 'too little is left for the process to exit'
    }; with ${EXIT_MARGIN} to exit it must be at least ${needed}`,
    ...raiseTo(needed, value, setting, () => "shorten the policy's drain.window"),
  };
}

function judgeShutdown({ drain }: StreamPolicy, setting: Known<'server-shutdown-timeout'>): Verdict | undefined {
  const { value, name, origin } = setting;
  if (!value.isShorterThan(drain.window)) return undefined;
  return {
    message: `${name} is ${value} (${origin}), drain.window ${drain.window}: the framework ends the streams still open ${value} after SIGTERM all at once; it must be at least ${drain.window}`,
    ...raiseTo(drain.window, value, setting, (most) => `set the policy's drain.window to ${most} or less`),
  };
}

function judgeWait(policy: StreamPolicy, inFront: readonly Hop[], setting: Known<'pre-stop-wait'>): Verdict | undefined {
  const { value, name, origin } = setting;
  const removals = inFront.flatMap((hop) => known(hop, 'endpoint-removal').map((removal) => ({ hop, removal })));
  const slowest = longestBy(removals, ({ removal }) => removal.value);
  if (slowest !== undefined && value.isShorterThan(slowest.removal.value)) {
    const needed = slowest.removal.value;
    return {
      message: `${name} is ${value} (${origin}), ${slowest.hop.object} may send new streams to a leaving pod for ${needed} (${slowest.removal.name}): streams that arrive after SIGTERM fail; the wait must be at least ${needed}`,
      fix: `${raiseTo(needed, value, setting, () => `add a preStop wait of ${needed}`).fix}, and the grace period to ${gracePeriodFor(policy, needed)}`,
      fact: slowest.removal.fact,
    };
  }
  if (value.milliseconds > 0) return undefined;
  return {
    level: 'warning',
    message: `${name} is ${value} (${origin}): the pod gets SIGTERM while proxies still send it new streams; it must wait until they know`,
    fix: `set ${setting.key ?? 'a preStop wait'} to as long as the slowest proxy in front needs`,
  };
}
