import { ApiObject } from 'cdk8s';
import type { KubeObject } from '../../kubernetes/object';

/** Another object of the app, and what it will be written as. */
export interface Neighbour {
  readonly object: ApiObject;
  /** Undefined while it cannot be written: some constructs, such as a Deployment without containers yet, throw until then. */
  readonly json: KubeObject | undefined;
}

/** The other objects in an object's namespace, as far as the app has them by now; of one kind, or all. */
export function neighboursOf(object: ApiObject, kind?: string): Neighbour[] {
  const { namespace } = object.metadata;
  // Charts without a namespace may be applied to different ones: there only the object's own chart counts.
  const within = namespace === undefined ? object.chart.node : object.node.root.node;
  return within
    .findAll()
    .filter((other): other is ApiObject => ApiObject.isApiObject(other))
    .filter((other) => other !== object && other.metadata.namespace === namespace && (kind === undefined || other.kind === kind))
    .map((other) => ({ object: other, json: jsonOf(other) }));
}

function jsonOf(object: ApiObject): KubeObject | undefined {
  try {
    return object.toJson() as KubeObject;
  } catch {
    return undefined;
  }
}
