import type { KubeObject } from '../../../../kubernetes/object';
import { valueAt } from '../../../../kubernetes/owned-key';
import { rejected } from '../../../../path/remark';
import type { Remark } from '../../../../path/hop';
import { PROXY_CONFIG } from './about';
import { istioFacts as facts } from './facts';
import { meshConfigsOf } from './mesh-config';
import { mappingIn } from './yaml-in';

/** The proxy configuration of the pods of a Gateway: their annotation over the mesh's `defaultConfig`. */
export interface ProxyConfig {
  readonly values: Readonly<Record<string, unknown>>;
  readonly remarks: readonly Remark[];
}

export function proxyConfigOf(gateway: KubeObject, objects: readonly KubeObject[]): ProxyConfig {
  const written = podAnnotationsOf(gateway)[PROXY_CONFIG];
  const own = mappingIn(written);
  return {
    values: { ...meshDefaults(objects), ...own },
    remarks: written === undefined || own !== undefined ? [] : [notYaml(written)],
  };
}

/** Those of `infrastructure`; a Gateway without any hands down its own. */
const podAnnotationsOf = ({ spec, metadata }: KubeObject): Readonly<Record<string, unknown>> =>
  (valueAt(spec, ['infrastructure', 'annotations']) ?? metadata.annotations ?? {}) as Record<string, unknown>;

function meshDefaults(objects: readonly KubeObject[]): Readonly<Record<string, unknown>> {
  const configs = meshConfigsOf(objects).map(({ values }) => values['defaultConfig']);
  return Object.assign({}, ...configs) as Record<string, unknown>;
}

const notYaml = (written: unknown): Remark =>
  rejected(
    `the annotation ${PROXY_CONFIG} of the gateway pods is ${JSON.stringify(written)}`,
    'it takes a mapping in YAML, as text',
    'write it as "terminationDrainDuration: 1h"',
    facts.drain,
    `Gateway spec.infrastructure.annotations["${PROXY_CONFIG}"]`,
  );
