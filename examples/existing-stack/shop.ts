import { ApiObject, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-33';
import type { Construct } from 'constructs';

/** A chart as a team may have it, partly raw objects and partly cdk8s-plus. It knows nothing of streams. */
export class Shop extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'shop', disableResourceNameHashes: true });
    const labels = { app: 'orders' };
    new ApiObject(this, 'deployment', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'orders' },
      spec: {
        replicas: 3,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            containers: [
              {
                name: 'orders',
                image: 'registry.example.com/orders:4.2.0',
                ports: [{ containerPort: 8080 }],
                readinessProbe: { httpGet: { path: '/healthz', port: 8080 }, periodSeconds: 5 },
              },
            ],
          },
        },
      },
    });
    const service = new kplus.Service(this, 'orders', {
      metadata: { name: 'orders' },
      selector: kplus.Pods.select(this, 'pods', { labels }),
      ports: [{ port: 80, targetPort: 8080 }],
    });
    const ingress = new kplus.Ingress(this, 'ingress', {
      metadata: { name: 'orders', annotations: { 'appgw.ingress.kubernetes.io/request-timeout': '10' } },
      className: 'azure-application-gateway',
    });
    ingress.addHostRule('orders.example.com', '/events', kplus.IngressBackend.fromService(service));
  }
}
