import { Duration } from '../policy/duration';
import { judge } from './ask/judge';
import { raiseTo } from './ask/fix';
import type { Rule } from './rule';

/** One heartbeat may be late or lost without a cut when a limit holds two. */
const HEARTBEATS_WITHIN_LIMIT = 2;

export const heartbeatWithinIdleLimit: Rule = {
  id: 'heartbeat-within-idle-limit',
  level: 'error',
  title: 'Every idle limit on the path is at least two heartbeats long.',
  symptom: 'Quiet streams end after a constant number of seconds of silence; busy ones live.',
  cause:
    'A hop closes a stream that carries no byte for its idle limit. Bytes reset the timer, so a heartbeat that comes often enough keeps every such timer from running out.',
  remedy: 'Send heartbeats more often, or raise the limit where the hop lets you.',
  aspects: ['idle-limit'],
  provenBy: [{ check: 'survives-idle' }, { check: 'heartbeat-arrives' }],
  ask: ({ heartbeat }, path) =>
    judge(path, 'idle-limit', (setting) => {
      const { value, name, origin } = setting;
      const needed = heartbeat.times(HEARTBEATS_WITHIN_LIMIT);
      if (value === 'disabled' || !value.isShorterThan(needed)) return undefined;
      const cuts = !value.isLongerThan(heartbeat);
      return {
        level: cuts ? 'error' : 'warning',
        message: `${name} is ${value} (${origin}), the heartbeat ${heartbeat}: ${
          cuts ? 'the limit runs out before the next heartbeat' : 'one late heartbeat ends the stream'
        }; the limit must be at least ${HEARTBEATS_WITHIN_LIMIT} x ${heartbeat} = ${needed}`,
        ...raiseTo(needed, value, setting, (most) => `set the policy's heartbeat to ${heartbeatFor(most)} or less`),
      };
    }),
};

/** Rounded down, so that the heartbeats fit. */
function heartbeatFor(limit: Duration): Duration {
  return Duration.millis(Math.floor(limit.milliseconds / HEARTBEATS_WITHIN_LIMIT));
}
