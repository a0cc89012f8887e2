import { byKey } from './ask/fix';
import { judge } from './ask/judge';
import type { Rule } from './rule';

export const noRetryOnStream: Rule = {
  id: 'no-retry-on-stream',
  level: 'warning',
  title: 'No hop sends a stream request again because it was slow.',
  symptom: 'The server sees two or three streams of one client; only the last one reaches it.',
  cause: 'A hop that gets no answer in time sends the request to the next pod, while the first pod goes on with its stream.',
  remedy: 'Retry only when the connection was refused, and let the server send its headers at once.',
  aspects: ['retry'],
  provenBy: [],
  ask: (_policy, path) =>
    judge(path, 'retry', (setting) => {
      const { value, name, origin } = setting;
      if (value !== 'when-slow') return undefined;
      return {
        // Nothing at the hop can change it, and a server that sends its headers at once is never asked again.
        ...(origin === 'fixed' ? { level: 'note' } : {}),
        message: `${name} retries slow requests (${origin}): a stream whose first byte is late is opened again on another pod; it may retry refused connections only`,
        fix: byKey('retry refused connections only, or never', setting, 'let the server send its headers at once'),
      };
    }),
};
