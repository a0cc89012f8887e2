import { firstCut } from '../../src/path/first-cut';
import type { Hop } from '../../src/path/hop';
import type { StreamPolicyProps } from '../../src/policy/stream-policy';
import { http, notRead, path, policy, tcp, untold, within } from '../rules/fixture';

const forever = { maxAge: { limit: 'disabled' } } as const;

const cases: [sentence: string, hops: Hop[], props?: Partial<StreamPolicyProps>][] = [
  [
    'Nothing ends a stream before its own max age (54m to 1h); if the heartbeats stopped, the idle-limit of Ingress app/web would end it first, after 1m.',
    [http(within('idle-limit', '1m')), tcp(within('idle-limit', '4m'))],
  ],
  [
    'Nothing ends a stream before its own max age (1h); if the heartbeats stopped, no idle limit would end it.',
    [http(within('idle-limit', 'disabled'), within('total-limit', '2h'))],
    { maxAge: { jitter: '0s' } },
  ],
  [
    'Nothing ends a stream by its age, not even the server; if the heartbeats stopped, no idle limit would end it.',
    [http(within('total-limit', 'disabled'))],
    forever,
  ],
  [
    'the total-limit (total) of Ingress app/web ends every stream after 1m although bytes flow.',
    [http(within('total-limit', '1m'), within('idle-limit', '4m'))],
  ],
  [
    'the total-limit (total) of Ingress app/web ends every stream after 24h although bytes flow.',
    [http(within('total-limit', '24h'))],
    forever,
  ],
  [
    'the total-limit (total) of Ingress app/web ends every stream that its max age (54m to 1h) would let live longer after 58m although bytes flow.',
    [http(within('total-limit', '58m'))],
  ],
  [
    'the idle-limit (idle) of Service app/web ends a quiet stream after 10s; heartbeats come every 15s.',
    [http(within('total-limit', '1m')), tcp(within('idle-limit', '10s'))],
  ],
  [
    'the total-limit (total) of Ingress app/web ends every stream after 1m although bytes flow, as far as is known: what routes to Service app/web is not in the input; the idle-limit of Service app/web cannot be known.',
    [notRead, http(within('total-limit', '1m')), tcp(untold('idle-limit'), untold('drain-limit'))],
  ],
];

test.each(cases)('%s', (sentence, hops, props = {}) => {
  expect(firstCut(policy(props), path(...hops))).toBe(sentence);
});
