import type { Json, KubeObject } from '../../../../kubernetes/object';
import type { Affinity } from '../../../../policy/stream-policy';
import { API_VERSION } from './about';

/** Go's notation takes fractions, so every lifetime is exact in seconds. */
export function sessionAffinity({ name, lifetime }: Extract<Affinity, { kind: 'cookie' }>, managed = false): Json {
  if (managed) return { affinityType: 'managed-cookie' };
  return { affinityType: 'application-cookie', cookieName: name, cookieDuration: `${lifetime.milliseconds / 1000}s` };
}

/** The HealthCheckPolicy of a Service, which has its name. */
export function healthCheck(healthProbePath: string, service: string): KubeObject {
  return {
    apiVersion: API_VERSION,
    kind: 'HealthCheckPolicy',
    metadata: { name: service },
    spec: {
      targetRef: { group: '', kind: 'Service', name: service },
      default: { http: { path: healthProbePath, match: { statusCodes: [{ start: 200, end: 299 }] } } },
    },
  };
}
