import type { Chart } from 'cdk8s';
import type { TerraformStack } from 'cdktf';
import type { OnPath } from '../../../src/constructs/prove';
import type { StreamPolicy } from '../../../src/policy/stream-policy';

/** Constructs of ours that make one path together, from the client inwards. */
export interface Built {
  readonly constructs: readonly OnPath[];
  readonly scopes: readonly (Chart | TerraformStack)[];
}

/** A use of a hop, as whole as its path can be made. */
export interface Sample {
  readonly name: string;
  /** Whether the path can do what the policy asks; where it cannot, synthesis fails. */
  fits(policy: StreamPolicy): boolean;
  build(policy: StreamPolicy): Built;
  /** The rules that rightly warn of a policy that the path can serve, but not in full. Default: none. */
  warnings?(policy: StreamPolicy): readonly string[];
}

/** A proxy cannot go by the client's address, nor a Service by a cookie. */
export const noAddress = ({ affinity }: StreamPolicy): boolean => affinity.kind !== 'client-ip';
export const noCookie = ({ affinity }: StreamPolicy): boolean => affinity.kind !== 'cookie';
