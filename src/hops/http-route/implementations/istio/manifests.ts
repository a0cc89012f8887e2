import type { Json, KubeObject } from '../../../../kubernetes/object';
import { EXIT_MARGIN } from '../../../../policy/allowances';
import type { Duration } from '../../../../policy/duration';
import type { Affinity, StreamPolicy } from '../../../../policy/stream-policy';
import { yaml } from '../../../../policy/yaml';
import type { GatewayCompanions } from '../../implementation';
import { API_VERSION, PROXY_CONFIG } from './about';
import { istioFacts as facts } from './facts';
import { drainFor, keepsAddress, usesSession, type IstioOptions } from './options';

/** As many as the retries of a request: the last one then goes to another pod. */
const FAILURES_BEFORE_EJECTION = facts.retry.default;

/** The affinity of a Service, where Istio's own resources hold it. */
export function destinationRule({ affinity }: StreamPolicy, options: IstioOptions, service: string): KubeObject[] {
  if (affinity.kind === 'none' || options.installation === 'app-routing' || usesSession(options)) return [];
  return [
    {
      apiVersion: API_VERSION,
      kind: 'DestinationRule',
      metadata: { name: service },
      spec: {
        host: service,
        trafficPolicy: {
          loadBalancer: { consistentHash: hashKey(affinity) },
          // Retries go back to a pod that refuses connections until it is ejected; those are counted apart from what pods answer.
          outlierDetection: {
            splitExternalLocalOriginErrors: true,
            consecutiveLocalOriginFailures: FAILURES_BEFORE_EJECTION,
            maxEjectionPercent: 100,
          },
        },
      },
    },
  ];
}

function hashKey(affinity: Exclude<Affinity, { kind: 'none' }>): Json {
  if (affinity.kind === 'client-ip') return { useSourceIp: true };
  const { name, lifetime } = affinity;
  const attributes = [{ name: 'SameSite', value: 'Lax' }, { name: 'Secure' }];
  return { httpCookie: { name, path: '/', ttl: lifetime.toString(), attributes } };
}

/** How long the pods of a new Gateway drain, and that they are let live as long. */
export function besideGateway(policy: StreamPolicy, options: IstioOptions, gateway: string): GatewayCompanions {
  const name = `${gateway}-gateway`;
  const drain = drainFor(policy, options);
  const data = {
    ...(drain === undefined ? {} : { deployment: patch({ template: { spec: gracePeriod(drain) } }) }),
    ...(keepsAddress(policy.affinity, options) ? { service: patch({ externalTrafficPolicy: 'Local' }) } : {}),
  };
  if (Object.keys(data).length === 0) return { objects: [] };
  return {
    infrastructure: {
      ...(drain === undefined ? {} : { annotations: { [PROXY_CONFIG]: `terminationDrainDuration: ${drain}` } }),
      parametersRef: { group: '', kind: 'ConfigMap', name },
    },
    objects: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data }],
  };
}

const gracePeriod = (drain: Duration): Json => ({
  terminationGracePeriodSeconds: Math.ceil(drain.plus(EXIT_MARGIN).milliseconds / 1000),
});

const patch = (spec: Json): string => yaml().stringify({ spec });
