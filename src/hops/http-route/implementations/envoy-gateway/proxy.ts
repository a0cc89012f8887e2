import type { KubeObject } from '../../../../kubernetes/object';
import { valueAt } from '../../../../kubernetes/owned-key';
import { API_VERSION, GROUP } from './about';
import { ofKind } from './level';

interface ParametersRef {
  readonly group?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
}

/** The EnvoyProxy of a Gateway: its own, else that of its class. `unknown`: named, or perhaps named, and not in the input. */
export function proxyOf(
  gateway: KubeObject,
  gatewayClass: KubeObject | undefined,
  objects: readonly KubeObject[],
): KubeObject | 'none' | 'unknown' {
  const own = valueAt(gateway, ['spec', 'infrastructure', 'parametersRef']) as ParametersRef | undefined;
  const ofClass = valueAt(gatewayClass, ['spec', 'parametersRef']) as ParametersRef | undefined;
  const ref = own === undefined ? ofClass : { ...own, namespace: gateway.metadata.namespace };
  if (ref === undefined) return gatewayClass === undefined ? 'unknown' : 'none';
  const found = ofKind('EnvoyProxy', objects).find(
    ({ apiVersion, metadata }) =>
      apiVersion === API_VERSION &&
      ref.group === GROUP &&
      ref.kind === 'EnvoyProxy' &&
      metadata.name === ref.name &&
      metadata.namespace === ref.namespace,
  );
  return found ?? 'unknown';
}
