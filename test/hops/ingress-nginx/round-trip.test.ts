import { StreamNginxIngress } from '../../../src/hops/ingress-nginx/construct';
import { readNginxIngress } from '../../../src/hops/ingress-nginx/read';
import { chart, findings, inShort, policies, policy, writtenOf } from '../../constructs/support';

const props = { name: 'sse', host: 'sse.example.com', backend: { name: 'sse', port: 80 } };

describe.each(policies)('policy with affinity %s', (_, of) => {
  it.each(['nginx', 'webapprouting.kubernetes.azure.com', 'my-nginx'])('is read as it was planned, class %s', (className) => {
    const scope = chart();
    const { hop } = new StreamNginxIngress(scope, 'ingress', {
      ...props,
      policy: of.affinity.kind === 'client-ip' ? policy() : of,
      tls: { secretName: 'tls' },
      className,
      acknowledgeRetired: 'moves in 2027',
    });
    expect(readNginxIngress(writtenOf(scope, 'Ingress'))).toEqual(hop);
  });
});

it('is read as it was planned where TLS ends in front', () => {
  const scope = chart();
  const { hop } = new StreamNginxIngress(scope, 'ingress', {
    ...props,
    policy: policy(),
    tls: 'terminated-in-front',
    acknowledgeRetired: 'moves in 2027',
  });
  const ingress = writtenOf(scope, 'Ingress');
  expect(readNginxIngress(ingress)).toEqual(hop);
  expect(ingress.metadata.annotations).toMatchObject({ 'nginx.ingress.kubernetes.io/session-cookie-secure': 'true' });
  expect(ingress['spec']).not.toHaveProperty('tls');
});

it('writes just the annotations that the stream needs', () => {
  const scope = chart();
  new StreamNginxIngress(scope, 'ingress', {
    ...props,
    policy: policy({ paths: ['/events', { exact: '/messages' }] }),
    tls: { secretName: 'tls' },
    acknowledgeRetired: 'moves in 2027',
  });
  expect(writtenOf(scope, 'Ingress')).toMatchInlineSnapshot(`
    {
      "apiVersion": "networking.k8s.io/v1",
      "kind": "Ingress",
      "metadata": {
        "annotations": {
          "nginx.ingress.kubernetes.io/affinity": "cookie",
          "nginx.ingress.kubernetes.io/affinity-mode": "persistent",
          "nginx.ingress.kubernetes.io/proxy-buffering": "off",
          "nginx.ingress.kubernetes.io/proxy-http-version": "1.1",
          "nginx.ingress.kubernetes.io/proxy-next-upstream": "error",
          "nginx.ingress.kubernetes.io/proxy-read-timeout": "60",
          "nginx.ingress.kubernetes.io/proxy-send-timeout": "60",
          "nginx.ingress.kubernetes.io/session-cookie-change-on-failure": "true",
          "nginx.ingress.kubernetes.io/session-cookie-expires": "86400",
          "nginx.ingress.kubernetes.io/session-cookie-max-age": "86400",
          "nginx.ingress.kubernetes.io/session-cookie-name": "sse-affinity",
          "nginx.ingress.kubernetes.io/session-cookie-path": "/",
          "nginx.ingress.kubernetes.io/session-cookie-samesite": "Lax",
          "nginx.ingress.kubernetes.io/session-cookie-secure": "true",
          "sse-ready.dev/ignore-hop-retired": "moves in 2027",
        },
        "name": "sse",
        "namespace": "app",
      },
      "spec": {
        "ingressClassName": "nginx",
        "rules": [
          {
            "host": "sse.example.com",
            "http": {
              "paths": [
                {
                  "backend": {
                    "service": {
                      "name": "sse",
                      "port": {
                        "number": 80,
                      },
                    },
                  },
                  "path": "/events",
                  "pathType": "Prefix",
                },
                {
                  "backend": {
                    "service": {
                      "name": "sse",
                      "port": {
                        "number": 80,
                      },
                    },
                  },
                  "path": "/messages",
                  "pathType": "Exact",
                },
              ],
            },
          },
        ],
        "tls": [
          {
            "hosts": [
              "sse.example.com",
            ],
            "secretName": "tls",
          },
        ],
      },
    }
  `);
});

it('lints without error or warning once the retirement is acknowledged', () => {
  const scope = chart();
  const made = new StreamNginxIngress(scope, 'ingress', {
    ...props,
    policy: policy(),
    tls: { secretName: 'tls' },
    acknowledgeRetired: 'moves in 2027',
  });
  const found = made.findings().filter(({ suppressed }) => suppressed === undefined);
  expect(inShort(found).filter((text) => /error|warning/.test(text))).toEqual([]);
  expect(inShort(found)).toContain('reload-cuts-streams note');
  expect(findings(policy(), readNginxIngress(writtenOf(scope, 'Ingress')))).toContainEqual(
    expect.objectContaining({ rule: 'hop-retired', suppressed: { reason: 'moves in 2027' } }),
  );
});
