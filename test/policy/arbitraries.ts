import * as fc from 'fast-check';
import { Duration } from '../../src/policy/duration';
import { StreamPolicy, type StreamPolicyProps } from '../../src/policy/stream-policy';

const millis = (min: number, max: number): fc.Arbitrary<Duration> =>
  fc.integer({ min, max }).map((value) => Duration.millis(value));

/** Up to the longest that the Gateway API can write. */
export const durations = millis(0, 359_999_999_999);

const segment = fc.stringMatching(/^[A-Za-z0-9_~-][A-Za-z0-9._~-]{0,8}$/);
export const urlPath = fc.array(segment, { minLength: 1, maxLength: 3 }).map((segments) => `/${segments.join('/')}`);

const affinities: fc.Arbitrary<NonNullable<StreamPolicyProps['affinity']>> = fc.oneof(
  fc.record({
    kind: fc.constant('cookie' as const),
    name: fc.stringMatching(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,12}$/),
    lifetime: millis(1, 10 ** 10),
  }),
  fc.record({ kind: fc.constant('client-ip' as const), timeout: millis(1000, 86_400_000) }),
  fc.record({ kind: fc.constant('none' as const), reason: fc.string({ minLength: 1 }).filter((text) => /\S/.test(text)) }),
);

/** Policies of every shape: each optional field there or not, each duration as an object or as text. */
export const policyProps: fc.Arbitrary<StreamPolicyProps> = fc
  .record({
    paths: fc.array(fc.oneof(urlPath, fc.record({ prefix: urlPath }), fc.record({ exact: urlPath })), {
      minLength: 1,
      maxLength: 3,
    }),
    heartbeat: millis(1, 60_000),
    maxAge: fc.oneof(
      fc.constant({ limit: 'disabled' as const }),
      fc.record({ limit: millis(60_001, 10 ** 9) }),
      fc.record({ limit: millis(60_001, 10 ** 9), jitter: millis(0, 60_000) }),
    ),
    affinity: affinities,
    resume: fc.constantFrom('last-event-id' as const, 'none' as const),
    drain: fc.record({ window: millis(1, 10 ** 7), retry: fc.record({ min: millis(0, 5000), max: millis(5000, 60_000) }) }),
    leftOut: fc.subarray(['heartbeat', 'affinity', 'resume', 'drain'] as const),
    asText: fc.boolean(),
  })
  .map(({ leftOut, asText, ...all }) => {
    const props: StreamPolicyProps = { ...all };
    // The default heartbeat must still come before the stream ends: every limit above is longer.
    for (const field of leftOut) delete props[field];
    return asText ? (JSON.parse(JSON.stringify(props)) as StreamPolicyProps) : props;
  });

export const policies: fc.Arbitrary<StreamPolicy> = policyProps.map((props) => new StreamPolicy(props));
