import type { Fact } from '../path/fact';
import type { Hop } from '../path/hop';
import type { StreamPolicy } from '../policy/stream-policy';
import type { WrittenKey } from './written-key';

/** Where a hop can stand, from client to process; a backplane is what the processes share behind them. */
export const PLACES = ['edge', 'proxy', 'cluster', 'service', 'workload', 'backplane'] as const;

/** What every hop folder offers to the reports and to the tests that run over all hops. */
export interface HopKind {
  /** The name of its folder. */
  readonly type: string;
  /** One sentence: what it is. */
  readonly title: string;
  readonly place: (typeof PLACES)[number];
  /** Whether it is a route of a cluster, such as an Ingress: one controller's then does what another's does. */
  readonly isRoute?: true;
  /** Whether clients reach the stream at it, as they do at every proxy. */
  readonly takesClients?: true;
  /** The hop without which this one is only half a thing, such as a gateway that takes its routes from a controller; behind, any one of them. */
  readonly needs?: { readonly inFront?: string; readonly behind?: readonly [string, ...string[]] };
  readonly facts: Readonly<Record<string, Fact>>;
  /** What it must be for a policy behind these hops, with its options at their defaults. */
  plan(policy: StreamPolicy, inFront?: readonly Hop[]): Hop;
  /**
   * What is to be written for that: the keys that its construct writes, where there is one. Default: nothing.
   * @throws DurationError where a key cannot hold what the policy asks for, which the plan then tells too.
   */
  write?(policy: StreamPolicy, inFront?: readonly Hop[]): readonly WrittenKey[];
}
