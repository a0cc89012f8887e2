import type { KubeObject } from '../../../../kubernetes/object';
import { valueAt } from '../../../../kubernetes/owned-key';
import { mappingIn } from './yaml-in';

/** The configuration of a mesh, in the ConfigMap that holds it. */
interface MeshConfig {
  readonly map: KubeObject;
  readonly values: Readonly<Record<string, unknown>>;
}

/** The ConfigMap is called `istio`, or `istio-` and more on AKS. */
export const meshConfigsOf = (objects: readonly KubeObject[]): MeshConfig[] =>
  objects
    .filter(({ kind, metadata }) => kind === 'ConfigMap' && /^istio(-|$)/.test(metadata.name))
    .map((map) => ({ map, values: mappingIn(valueAt(map, ['data', 'mesh'])) ?? {} }));
