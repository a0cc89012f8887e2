import { Duration } from '../policy/duration';
import { raiseTo } from './ask/fix';
import { judge } from './ask/judge';
import type { Rule } from './rule';

export const gatewayDrainTimeout: Rule = {
  id: 'gateway-drain-timeout',
  level: 'warning',
  title: 'When a gateway changes, streams live on until they end by age.',
  symptom: 'All streams end at the same moment some time after a deployment, a scale-in or an update of the gateway.',
  cause:
    'After such a change the gateway ends the streams that are still open when its drain time is over. It sends no retry delay, so all clients return at once. A warning where clients then lose events and the hop can wait longer, else a note.',
  remedy: 'Raise the drain time, keep streams shorter than it, or let clients resume.',
  aspects: ['drain-limit'],
  provenBy: [{ check: 'resumes-after-cut' }],
  ask: ({ maxAge: { limit }, resume }, path) =>
    judge(path, 'drain-limit', (setting) => {
      const { value, name, origin, fact } = setting;
      if (value === 'disabled' || (limit !== 'disabled' && !value.isShorterThan(limit))) return undefined;
      const most = fact.max instanceof Duration ? fact.max : value;
      return {
        level: resume === 'none' && origin !== 'fixed' ? 'warning' : 'note',
        message: `open streams get ${value} (${name}, ${origin}), ${
          limit === 'disabled' ? 'and no max age ends them' : `and they live up to ${limit}`
        }: those still open then are cut at one moment${
          resume === 'none' ? ', and as resume is none their clients lose events' : '; their clients resume with Last-Event-ID'
        }`,
        ...raiseTo(
          limit === 'disabled' ? most : limit,
          value,
          setting,
          (longest) => `set the policy's maxAge.limit to ${longest} or less, or accept that clients return then`,
        ),
      };
    }),
};
