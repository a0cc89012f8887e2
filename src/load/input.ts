import type { KubeObject } from '../kubernetes/object';
import type { TerraformResource } from '../terraform/resource';

/** What was found in files. */
export interface Input {
  readonly objects: readonly KubeObject[];
  readonly resources: readonly TerraformResource[];
}
