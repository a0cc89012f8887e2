import { byKey } from './ask/fix';
import { cannotKnow, judgeKnown } from './ask/judge';
import { edgeOf } from './ask/edge';
import type { Rule } from './rule';

export const secureTransport: Rule = {
  id: 'secure-transport',
  level: 'error',
  title: 'Clients reach the stream over TLS only.',
  symptom:
    'Anybody on the way can read the events and the cookies, and browsers open few streams, as they use HTTP/2 over TLS only.',
  cause: 'The hop that clients connect to takes the stream over plain HTTP.',
  remedy: 'Give it a certificate, and redirect plain HTTP or do not listen for it.',
  aspects: ['transport'],
  provenBy: [
    {
      command: 'curl -s -o /dev/null --max-time 5 -w "%{http_code}" http://HOST/PATH',
      shows: 'a redirect to https, or no connection',
    },
  ],
  ask(_policy, path) {
    const edge = edgeOf(path, 'transport');
    if (edge === undefined) return [];
    const { hop, inFront } = edge;
    return [
      ...judgeKnown(hop, 'transport', (setting) => {
        const { value, name, origin } = setting;
        if (value === 'tls') return undefined;
        const fix = byKey('take the stream over TLS only', setting, 'put a hop with TLS in front');
        const found = `${name}: ${value === 'plain' ? 'the stream goes over plain HTTP' : 'the stream goes over plain HTTP too'} (${origin})`;
        if (inFront !== undefined) {
          return { level: 'unknown', message: `${found}; whether ${inFront.object} has TLS in front of it cannot be known`, fix };
        }
        return { level: value === 'plain' ? 'error' : 'warning', message: `${found}; it must be TLS only`, fix };
      }),
      ...cannotKnow(hop, ['transport']),
    ];
  },
};
