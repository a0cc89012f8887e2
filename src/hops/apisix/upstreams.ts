import { listAt } from '../../kubernetes/ingress';
import type { KubeObject } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';
import type { Remark } from '../../path/hop';
import { apisixFacts as facts } from './facts';
import type { Balancing } from './served';

interface UpstreamSettings {
  readonly balancing: Balancing;
  readonly timeout: unknown;
  readonly remarks: readonly Remark[];
}

/** The number of a Service's port, which a backend may name. */
export function portOf(port: unknown, service: KubeObject | undefined): unknown {
  if (typeof port !== 'string') return port;
  const named = listAt(service, 'spec', 'ports').find((each) => valueAt(each, ['name']) === port);
  return valueAt(named, ['port']);
}

/** What an ApisixUpstream says for a port: the settings of the port go over those of all, also where they say nothing. */
export function settingsForPort(spec: unknown, port: unknown): UpstreamSettings {
  const own = listAt(spec, 'portLevelSettings').find((each) => valueAt(each, ['port']) === port);
  const timeout = valueAt(own, ['timeout']) ?? valueAt(spec, ['timeout']);
  if (own === undefined) return { balancing: balancingOf(spec), timeout, remarks: [] };
  const dropped = ['loadbalancer', 'retries'].filter(
    (field) => valueAt(spec, [field]) !== undefined && valueAt(own, [field]) === undefined,
  );
  return { balancing: balancingOf(own), timeout, remarks: dropped.map((field) => droppedBy(field, port)) };
}

const balancingOf = (spec: unknown): Balancing => ({
  type: valueAt(spec, ['loadbalancer', 'type']),
  hashOn: valueAt(spec, ['loadbalancer', 'hashOn']),
  key: valueAt(spec, ['loadbalancer', 'key']),
  retries: valueAt(spec, ['retries']),
});

const droppedBy = (field: string, port: unknown): Remark => ({
  rule: 'setting-ignored-by-target',
  found: `ApisixUpstream spec.portLevelSettings has port ${String(port)} without ${field}, and spec.${field} is set`,
  need: `what stands there goes over the whole upstream, so that port has no ${field}`,
  fix: `write ${field} into the settings of the port too, or remove them`,
  fact: facts.portLevel,
  key: 'ApisixUpstream spec.portLevelSettings',
});
