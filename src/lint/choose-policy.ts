import { DEFAULT_STREAM } from './evidence';
import type { LintOptions } from './lint-options';
import { remembered } from '../collections/remembered';
import { StreamPolicy, type StreamPolicyProps } from '../policy/stream-policy';
import { textOf, type StreamPath } from '../policy/stream-path';

/** A policy and where it comes from, in words. */
export interface ChosenPolicy {
  readonly policy: StreamPolicy;
  readonly from: string;
  /** Whether anybody stated it, more than single fields of it. */
  readonly isStated: boolean;
}

interface Annotated {
  readonly props: StreamPolicyProps;
  readonly from: string;
}

/** Makes each policy once: thousands of paths mostly share one. */
export class PolicyChooser {
  private readonly made = new Map<string, StreamPolicy>();

  constructor(private readonly options: LintOptions) {}

  /**
   * The policy that was given, else that of the workload's annotation, else the defaults, for the streams that a path serves;
   * flags replace single fields.
   * @throws PolicyError
   */
  choose(streams: StreamPolicyProps['paths'], annotated: Annotated | undefined): ChosenPolicy {
    const { policy, policyFrom = 'the policy given', streams: named, heartbeat, maxAge } = this.options;
    const base = policy ?? annotated?.props;
    const source = policy === undefined ? (annotated?.from ?? 'the defaults') : policyFrom;
    const props: StreamPolicyProps = {
      ...base,
      paths: streams,
      ...(heartbeat === undefined ? {} : { heartbeat }),
      ...(maxAge === undefined ? {} : { maxAge: { limit: maxAge } }),
    };
    const flags = [
      ...(named === undefined ? [] : named.map((path) => `--stream ${path}`)),
      ...(heartbeat === undefined ? [] : [`--heartbeat ${heartbeat}`]),
      ...(maxAge === undefined ? [] : [`--max-age ${maxAge}`]),
    ];
    const made = this.make(props);
    const guess = base === undefined && named === undefined ? ` for ${made.paths.map(textOf).join(', ')}` : '';
    const from = [source + guess, ...(flags.length === 0 ? [] : [flags.join(' ')])].join(' with ');
    return { policy: made, from, isStated: base !== undefined };
  }

  /** The URL paths that are named to stream; undefined where signs are to tell. Checks the options. */
  named(): { streams: readonly StreamPath[]; evidence: string } | undefined {
    const { policy, policyFrom = 'the policy given', streams, heartbeat, maxAge } = this.options;
    // Nothing to check, and no schema library to load for an input without streams.
    if (policy === undefined && streams === undefined && heartbeat === undefined && maxAge === undefined) return undefined;
    const chosen = this.choose(streams ?? policy?.paths ?? [DEFAULT_STREAM], undefined).policy.paths;
    if (streams !== undefined) return { streams: chosen, evidence: streams.map((path) => `--stream ${path}`).join(' ') };
    return policy === undefined ? undefined : { streams: chosen, evidence: `the paths of ${policyFrom}` };
  }

  private make(props: StreamPolicyProps): StreamPolicy {
    return remembered(this.made, JSON.stringify(props), () => new StreamPolicy(props));
  }
}
