import { byKey } from './ask/fix';
import { judge } from './ask/judge';
import type { Rule } from './rule';

export const noCompressionOnStream: Rule = {
  id: 'no-compression-on-stream',
  level: 'warning',
  title: 'No hop compresses event streams.',
  symptom: 'A client that accepts gzip gets events late or never; one that does not gets them at once.',
  cause:
    'A compressor may hold events until it has collected enough. Some products flush it at every event, others wait for kilobytes.',
  remedy: 'Leave text/event-stream out of the types the hop compresses.',
  aspects: ['response-compression'],
  provenBy: [
    { check: 'no-compression-on-stream' },
    { command: 'curl -sN -H "Accept-Encoding: gzip, br" -D - -o /dev/null --max-time 5 URL', shows: 'no Content-Encoding' },
  ],
  ask: (_policy, path) =>
    judge(path, 'response-compression', (setting) => {
      const { value, name, origin } = setting;
      if (value === 'off') return undefined;
      return {
        message: `${name} is on (${origin}): the compressor may hold events back; it must be off for text/event-stream`,
        fix: byKey('switch compression off for text/event-stream', setting, 'lead the stream around this hop'),
      };
    }),
};
