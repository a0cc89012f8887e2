import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { remembered } from '../../collections/remembered';
import type { KubeObject } from '../../kubernetes/object';
import { currentWalk } from '../walk';
import { objectsIn } from './objects-in';

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
  const within = namespace === undefined ? object.chart : object.node.root;
  return found(within)
    .filter((other) => other !== object && other.metadata.namespace === namespace && (kind === undefined || other.kind === kind))
    .map((other) => ({ object: other, json: jsonOf(other) }));
}

const objectsOf = new WeakMap<object, WeakMap<IConstruct, readonly ApiObject[]>>();
const jsons = new WeakMap<object, WeakMap<ApiObject, { readonly json: KubeObject | undefined }>>();

/** Looked for once a walk. */
function found(scope: IConstruct): readonly ApiObject[] {
  const find = () => objectsIn(scope);
  const walk = currentWalk();
  return walk === undefined
    ? find()
    : remembered(
        remembered(objectsOf, walk, () => new WeakMap()),
        scope,
        find,
      );
}

/** Rendered once a walk. */
function jsonOf(object: ApiObject): KubeObject | undefined {
  const walk = currentWalk();
  if (walk === undefined) return rendered(object);
  return remembered(
    remembered(jsons, walk, () => new WeakMap()),
    object,
    () => ({ json: rendered(object) }),
  ).json;
}

function rendered(object: ApiObject): KubeObject | undefined {
  try {
    return object.toJson() as KubeObject;
  } catch {
    return undefined;
  }
}
