import type { Chart } from 'cdk8s';
import type { TerraformStack } from 'cdktf';
import type { StreamPolicy } from '../../src/policy/stream-policy';

/** What a golden case makes of its policy. */
export interface Topology {
  kubernetes?(scope: Chart, policy: StreamPolicy): void;
  azure?(scope: TerraformStack, policy: StreamPolicy): void;
}
