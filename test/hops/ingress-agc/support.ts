import type { KubeObject } from '../../../src/kubernetes/object';
import { check } from '../../../src/check';
import { findPaths } from '../../../src/load/paths';
import type { Path } from '../../../src/path/path';
import type { StreamPolicy } from '../../../src/policy/stream-policy';
import type { Finding } from '../../../src/rules/rule';
import { policy } from '../../constructs/support';

const ALB = 'alb.networking.azure.io';

interface Parts {
  readonly annotations?: Record<string, string>;
  readonly spec?: object;
}

export const MANAGED = { [`${ALB}/alb-namespace`]: 'alb', [`${ALB}/alb-name`]: 'streams' };
export const NAMED = { ...MANAGED, [`${ALB}/alb-ingress-extension`]: 'prices' };

export const ingress = ({ annotations = NAMED, spec = {} }: Parts = {}): KubeObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'prices', namespace: 'shop', annotations },
  spec: {
    ingressClassName: 'azure-alb-external',
    tls: [{ hosts: ['prices.example.com'], secretName: 'prices-tls' }],
    rules: [
      {
        host: 'prices.example.com',
        http: {
          paths: [{ path: '/events', pathType: 'Prefix', backend: { service: { name: 'prices', port: { number: 80 } } } }],
        },
      },
    ],
    ...spec,
  },
});

export const ofProduct = (kind: string, spec: object, name = 'prices'): KubeObject => ({
  apiVersion: `${ALB}/v1`,
  kind,
  metadata: { name, namespace: 'shop' },
  spec,
});

export const extension = (settings: object, more: object = {}): KubeObject =>
  ofProduct('IngressExtension', { backendSettings: [{ service: 'prices', ...settings }], ...more });

export const pathsIn = (objects: readonly KubeObject[]): Path[] => findPaths({ objects, resources: [] }, policy().paths);

/** What is found on the only path through these objects. */
export function findingsIn(objects: readonly KubeObject[], of: StreamPolicy = policy()): Finding[] {
  const [path] = pathsIn(objects);
  return path === undefined ? [] : check(of, path).filter(({ object }) => object === 'Ingress shop/prices');
}
