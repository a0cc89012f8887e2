import { lint } from '../../../src/lint/lint';

const MANIFESTS = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: master
  namespace: app
  annotations:
    nginx.org/mergeable-ingress-type: master
    nginx.org/proxy-buffering: "off"
spec:
  ingressClassName: nginx
  tls: [{ hosts: [prices.example.com], secretName: tls }]
  rules: [{ host: prices.example.com }]
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: stream
  namespace: app
  annotations:
    nginx.org/mergeable-ingress-type: minion
    nginx.org/sticky-cookie-services: "serviceName=prices route path=/; serviceName=other route path=/"
spec:
  ingressClassName: nginx
  rules:
    - host: prices.example.com
      http:
        paths:
          - path: /events
            pathType: Prefix
            backend: { service: { name: prices, port: { number: 80 } } }
`;

it('finds the stream of a mergeable Ingress, tells where it is written, and how it is to be', async () => {
  const { paths, findings } = await lint([{ name: 'prices.yaml', text: MANIFESTS }]);
  expect(paths).toHaveLength(1);
  const rejected = findings.filter(({ rule }) => rule === 'value-rejected-by-target');
  expect(rejected.map(({ location, fix }) => [location.line, fix])).toEqual([
    [8, 'write "false"'],
    [21, 'write "serviceName=prices route path=/;serviceName=other route path=/"'],
  ]);
});
