import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';

/** All Kubernetes objects of a scope by now; of some kinds, or all. */
export const objectsIn = (scope: IConstruct, kinds?: RegExp): ApiObject[] =>
  scope.node
    .findAll()
    .filter((one): one is ApiObject => ApiObject.isApiObject(one) && (kinds === undefined || kinds.test(one.kind)));
