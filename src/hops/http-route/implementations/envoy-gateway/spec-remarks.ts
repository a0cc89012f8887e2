import { rejected } from '../../../../path/remark';
import { valueAt } from '../../../../kubernetes/owned-key';
import type { Remark } from '../../../../path/hop';
import { about } from './about';
import { envoyGatewayFacts as facts } from './facts';

/** What the effective policy of a rule holds that is worth a word. */
export function specRemarks(spec: unknown): Remark[] {
  const compresses = ['compression', 'compressor'].some((key) => valueAt(spec, [key]) !== undefined);
  return [
    ...(compresses ? [compressor] : []),
    ...probeRemarks(valueAt(spec, ['healthCheck', 'active'])),
    ...routingRemarks(spec),
  ];
}

const compressor: Remark = {
  rule: 'no-compression-on-stream',
  level: 'note',
  found: 'the BackendTrafficPolicy compresses what the route serves',
  need: 'Envoy’s list of types leaves text/event-stream alone; a stream of another type is compressed',
  fix: 'send the stream as text/event-stream, or give it a route of its own without compression',
  fact: facts.compression,
  key: about.compression.key,
};

function probeRemarks(active: unknown): Remark[] {
  if (active === undefined) return [];
  const type = valueAt(active, ['type']);
  const path = valueAt(active, ['http', 'path']);
  if (type !== 'HTTP' && path === undefined && ['TCP', 'GRPC'].includes(String(type))) return [];
  const statuses = valueAt(active, ['http', 'expectedStatuses']);
  if (type === 'HTTP' && typeof path === 'string' && path !== '') {
    if (!Array.isArray(statuses) || statuses.includes(200)) return [];
    return [
      rejected(
        'healthCheck.active takes no 200 as healthy',
        'an answer of 200 must be',
        'add 200 to expectedStatuses',
        facts.healthCheck,
        'BackendTrafficPolicy spec.healthCheck.active.http.expectedStatuses',
      ),
    ];
  }
  return [
    rejected(
      `${about.probe.key} is ${JSON.stringify(path ?? null)} and its type ${JSON.stringify(type ?? null)}`,
      'a health check of type HTTP needs a path, and any other has none',
      'set type to HTTP and path to one that answers at once, such as /healthz',
      facts.healthCheck,
      about.probe.key,
    ),
  ];
}

function routingRemarks(spec: unknown): Remark[] {
  const type = valueAt(spec, ['routingType']);
  if (type === undefined || type === 'Endpoint' || type === 'Service') return [];
  return [
    rejected(
      `${about.routing.key} is ${JSON.stringify(type)}`,
      'it takes Endpoint or Service',
      'set it to Endpoint',
      facts.routing,
      about.routing.key,
    ),
  ];
}
