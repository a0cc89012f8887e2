import { readAks } from '../../hops/aks/read';
import type { Path } from '../../path/path';
import type { TerraformResource } from '../../terraform/resource';
import { ofType } from '../resources';
import type { Entry } from './entry';

/** An entry of Kubernetes with the AKS cluster that its paths go through, before their Service; of several clusters nobody can tell which. */
export function inCluster(entry: Entry, resources: readonly TerraformResource[]): Entry {
  const [cluster, ...others] = ofType(resources, 'azurerm_kubernetes_cluster');
  if (cluster === undefined || others.length > 0 || !('apiVersion' in entry.source)) return entry;
  return { ...entry, paths: (streams) => entry.paths(streams).map((path) => through(cluster, path, resources)) };
}

function through(cluster: TerraformResource, path: Path, resources: readonly TerraformResource[]): Path {
  const behind = path.hops.findIndex(({ type }) => type === 'service');
  if (behind === -1) return path;
  return { ...path, hops: path.hops.toSpliced(behind, 0, readAks(cluster, resources, path.hops)) };
}
