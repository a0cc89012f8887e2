import type { ApisixConfiguration } from '../hops/apisix/read-standalone';
import type { KubeObject } from '../kubernetes/object';
import type { Configuration } from '../nginx/directive';
import type { TerraformResource } from '../terraform/resource';

/** What was found in files. */
export interface Input {
  readonly objects: readonly KubeObject[];
  readonly resources: readonly TerraformResource[];
  /** Of nginx, each with its includes in place. */
  readonly configurations?: readonly Configuration[];
  /** Of APISIX without etcd. */
  readonly apisix?: readonly ApisixConfiguration[];
}
