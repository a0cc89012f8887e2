import { remarksOnly, type Rule } from './rule';

export const connectionLimitOnStream: Rule = {
  id: 'connection-limit-on-stream',
  level: 'warning',
  title: 'No limit of connections counts streams as if they were short requests.',
  symptom: 'A second tab, or the next person in an office, gets 503 while the streams of others are open.',
  cause: 'A proxy limits how many requests one address may have open at a time, and a stream is open for as long as it lives.',
  remedy: 'Leave the stream paths out of the limit, or raise it to the number of streams that one address may have.',
  aspects: [],
  provenBy: [
    {
      command: 'for i in 1 2 3 4 5 6 7; do curl -sN -o /dev/null -w "%{http_code} " --max-time 5 URL & done; wait',
      shows: '200 for each stream, no 503',
    },
  ],
  ask: remarksOnly,
};
