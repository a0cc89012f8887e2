import { switchOff } from './ask/fix';
import { judge } from './ask/judge';
import type { Rule } from './rule';

export const responseBufferingOff: Rule = {
  id: 'response-buffering-off',
  level: 'error',
  title: 'No hop buffers responses.',
  symptom: 'Events arrive late and in bursts, or all at once when the stream ends; the client may not even see the headers.',
  cause: 'A hop collects the response until a buffer is full or the response ends. Small, rare events never fill it.',
  remedy: 'Switch response buffering off at the hop the finding names.',
  aspects: ['response-buffering'],
  provenBy: [{ check: 'streams-without-buffering' }],
  ask: (_policy, path) =>
    judge(path, 'response-buffering', (setting) => {
      const { value, name, origin } = setting;
      if (value === 'off') return undefined;
      return {
        message: `${name} is on (${origin}): this hop holds events back until a buffer is full; it must be off`,
        ...switchOff(
          'switch response buffering off',
          setting,
          'lead the stream around this hop; nothing switches its buffering off',
        ),
      };
    }),
};
