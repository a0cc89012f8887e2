import { choose } from '../../src/plan/choose';
import { formatChoice } from '../../src/report/plan-text';
import { byCookie } from '../support/policies';

test('a plan says what to write for a limit and for a switch', () => {
  const text = formatChoice(byCookie, choose(byCookie, ['ingress-f5-nginx']));
  expect(text).toContain('set metadata.annotations["nginx.org/proxy-read-timeout"] to "1m"');
  expect(text).toContain('set metadata.annotations["nginx.org/proxy-buffering"] to "false"');
});

test.each([
  ['http-route/envoy-gateway', 'set BackendTrafficPolicy spec.timeout.http.requestTimeout to "0s"'],
  ['http-route/envoy-gateway', 'set EnvoyProxy spec.shutdown.drainTimeout to "1h"'],
  ['http-route/nginx-gateway-fabric', 'set ProxySettingsPolicy spec.buffering.disable to true'],
  ['http-route/nginx-gateway-fabric', 'set NginxProxy spec.disableHTTP2 to false'],
  ['application-gateway', 'set global.response_buffering_enabled to false'],
  ['application-gateway', 'set probe[stream].path to "/readyz"'],
  ['ingress-nginx', 'set metadata.annotations["nginx.ingress.kubernetes.io/proxy-next-upstream"] to "error"'],
])('of %s it says: %s', (hop, says) => {
  expect(formatChoice(byCookie, choose(byCookie, [hop])).split('\n')).toContain(`    ${says}`);
});

test('a hop without settings says so', () => {
  expect(formatChoice(byCookie, choose(byCookie, ['aks']))).toContain('AKS cluster sse\n  nothing of it is set for a stream\n');
});
