import { rejected } from '../../../../path/remark';
import { describe, keyIn, type KubeObject } from '../../../../kubernetes/object';
import { valueAt } from '../../../../kubernetes/owned-key';
import type { Remark } from '../../../../path/hop';
import { istioFacts as facts } from './facts';
import { mappingIn } from './yaml-in';
import { ROOT_NAMESPACES } from './root-namespaces';

const KEYS = ['deployment', 'service', 'horizontalPodAutoscaler', 'podDisruptionBudget', 'serviceAccount'];
const DEFAULTS_FOR = 'gateway.istio.io/defaults-for-class';

type Patch = Readonly<Record<string, unknown>>;

/** What is patched into the Deployment and the Service that Istio makes for a Gateway; the first patch with a key wins. */
export interface Parameters {
  readonly maps: readonly KubeObject[];
  readonly deployment: readonly Patch[];
  readonly service: readonly Patch[];
  /** False where a ConfigMap is named that is not in the input. */
  readonly isWhole: boolean;
  readonly remarks: readonly Remark[];
}

export function parametersOf(gateway: KubeObject, objects: readonly KubeObject[]): Parameters {
  const ref = valueAt(gateway, ['spec', 'infrastructure', 'parametersRef']) as ParametersRef | undefined;
  const named = ref === undefined ? undefined : configMap(ref.name, gateway.metadata.namespace, objects);
  const isConfigMap = ref === undefined || ((ref.group ?? '') === '' && ref.kind === 'ConfigMap');
  const maps = [...(isConfigMap && named !== undefined ? [named] : []), ...defaultsOf(gateway, objects)];
  const patchesFor = (key: string) =>
    maps.map((map) => mappingIn(valueAt(map, ['data', key]))).filter((each) => each !== undefined);
  return {
    maps,
    deployment: patchesFor('deployment'),
    service: patchesFor('service'),
    isWhole: ref === undefined || named !== undefined,
    remarks: [
      ...(isConfigMap ? [] : [notAConfigMap(gateway, ref)]),
      ...(isConfigMap && ref !== undefined && named === undefined ? [missing(gateway, ref)] : []),
      ...maps.flatMap(contentRemarks),
    ],
  };
}

interface ParametersRef {
  readonly group?: string;
  readonly kind?: string;
  readonly name?: string;
}

const configMap = (name: string | undefined, namespace: string | undefined, objects: readonly KubeObject[]) =>
  objects.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === name && metadata.namespace === namespace);

function defaultsOf(gateway: KubeObject, objects: readonly KubeObject[]): KubeObject[] {
  const name = valueAt(gateway, ['spec', 'gatewayClassName']);
  return objects.filter(
    ({ kind, metadata }) =>
      kind === 'ConfigMap' &&
      ROOT_NAMESPACES.includes(metadata.namespace ?? '') &&
      name !== undefined &&
      metadata.labels?.[DEFAULTS_FOR] === name,
  );
}

const NOTHING = 'nothing is deployed for the Gateway then, and only the log of istiod says so';

const notAConfigMap = (gateway: KubeObject, ref: ParametersRef | undefined): Remark =>
  rejected(
    `spec.infrastructure.parametersRef of ${describe(gateway)} names a ${ref?.kind} of group ${JSON.stringify(ref?.group)}`,
    `it takes a ConfigMap of group ""; ${NOTHING}`,
    'name a ConfigMap of the namespace of the Gateway',
    facts.parameters,
    keyIn(gateway, 'spec.infrastructure.parametersRef'),
  );

/** It may be made elsewhere. */
const missing = (gateway: KubeObject, { name }: ParametersRef): Remark => ({
  ...rejected(
    `spec.infrastructure.parametersRef of ${describe(gateway)} names the ConfigMap ${name}, which is not in the input`,
    `it must be in the namespace of the Gateway; ${NOTHING}`,
    `add the ConfigMap ${name}, or remove parametersRef`,
    facts.parameters,
    keyIn(gateway, 'spec.infrastructure.parametersRef'),
  ),
  level: 'unknown',
});

function contentRemarks(map: KubeObject): Remark[] {
  const data = (map['data'] ?? {}) as Readonly<Record<string, unknown>>;
  return Object.entries(data)
    .filter(([key, text]) => !KEYS.includes(key) || mappingIn(text) === undefined)
    .map(([key]) =>
      rejected(
        `${describe(map)} has data.${key}${KEYS.includes(key) ? ', which is no mapping in YAML' : ''}`,
        `it takes the keys ${KEYS.join(', ')}, each a patch in YAML; ${NOTHING}`,
        `correct or remove data.${key}`,
        facts.parameters,
        keyIn(map, `data.${key}`),
      ),
    );
}
