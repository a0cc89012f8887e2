import { byKey } from './ask/fix';
import { judge } from './ask/judge';
import type { Rule } from './rule';

export const noCachingOnStream: Rule = {
  id: 'no-caching-on-stream',
  level: 'error',
  title: 'No hop caches event streams.',
  symptom: 'A new client gets old events in one burst, or shares the stream of another client.',
  cause: 'A hop stores the response and answers later requests from its store.',
  remedy: 'Switch caching off for the stream paths. Let the server send Cache-Control: no-store too.',
  aspects: ['response-caching'],
  provenBy: [{ command: 'curl -sN -D - -o /dev/null --max-time 5 URL', shows: 'no Age header: one says that a cache answered' }],
  ask: (_policy, path) =>
    judge(path, 'response-caching', (setting) => {
      const { value, name, origin } = setting;
      if (value === 'off') return undefined;
      return {
        message: `${name} is on (${origin}): this hop may answer with a stored stream; it must be off`,
        fix: byKey('switch caching off for the stream paths', setting, 'lead the stream around this hop'),
      };
    }),
};
