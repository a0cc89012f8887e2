import { remarksOnly, type Rule } from './rule';

export const clientAbortReachesServer: Rule = {
  id: 'client-abort-reaches-server',
  level: 'warning',
  title: 'The server learns at once that a client left.',
  symptom: 'The server keeps streams, subscriptions and memory for clients that are long gone.',
  cause: 'A proxy goes on reading from the server after its client has closed the connection.',
  remedy: 'Let the proxy close its side with the client. Heartbeats bound what is kept until then.',
  aspects: [],
  provenBy: [{ check: 'cancel-reaches-server' }],
  ask: remarksOnly,
};
