import { lint } from '../../src/lint/lint';
import type { TextFile } from '../../src/load/loader';
import { deployment, ingress, service } from './objects';

const told = async (files: readonly TextFile[], rule: string) =>
  (await lint(files)).findings
    .filter((finding) => finding.rule === rule)
    .map(({ location: { line, object }, suppressed }) => [object, line, suppressed?.reason]);

const yaml = (...texts: readonly string[]): TextFile[] => [{ name: 'all.yaml', text: texts.join('---\n') }];
const rest = [service('sse'), deployment('sse')];
/** Puts a line in front of the one that begins so. */
const above = (text: string, start: string, line: string) => text.replace(new RegExp(`^( *)(?=${start})`, 'm'), `$1${line}\n$1`);

const sse = ingress('sse', { path: '/events' });
const RETIRED = 'sse-ready.dev/ignore-hop-retired';

describe('accepts a finding', () => {
  it.each<[string, string, number]>([
    ['in the line above its key', above(sse, 'ingressClassName', `# ${RETIRED}: in May`), 8],
    [
      'behind its key',
      sse
        .replace('className: nginx', `className: nginx # ${RETIRED}: in May`)
        .replace('ClassName: nginx', `ClassName: nginx # ${RETIRED}: in May`),
      7,
    ],
    ['at the head of its object', `# ${RETIRED}: in May\n\n# more\n${sse}`, 10],
    ['in an annotation of its object', above(sse, 'namespace', `annotations: { ${RETIRED}: in May }`), 8],
    ['in CRLF', above(sse, 'ingressClassName', `# ${RETIRED}: in May`).replaceAll('\n', '\r\n'), 8],
  ])('%s', async (_, text, line) => {
    expect(await told(yaml(text, ...rest), 'hop-retired')).toEqual([['Ingress app/sse', line, 'in May']]);
    expect(await told(yaml(text, ...rest), 'suppression-unused')).toEqual([]);
  });

  it.each([
    ['of another line', above(sse, 'rules', `# ${RETIRED}: in May`), 'suppression-unused'],
    ['of another rule', above(sse, 'ingressClassName', '# sse-ready.dev/ignore-secure-transport: in May'), 'suppression-unused'],
    ['without a reason', above(sse, 'ingressClassName', `# ${RETIRED}`), 'suppression-without-reason'],
    [
      'without a reason in an annotation',
      above(sse, 'namespace', `annotations: { ${RETIRED}: "" }`),
      'suppression-without-reason',
    ],
    [
      'that no rule is called',
      above(sse, 'ingressClassName', '# sse-ready.dev/ignore-hop-retierd: in May'),
      'suppression-of-unknown-rule',
    ],
  ])('but not one %s, and says so', async (_, text, rule) => {
    const [[, , reason] = []] = await told(yaml(text, ...rest), 'hop-retired');
    expect(reason).toBeUndefined();
    expect(await told(yaml(text, ...rest), rule)).toHaveLength(1);
  });

  it('not by a text that only looks like a comment', async () => {
    const text = above(sse, 'namespace', `annotations: { note: "# ${RETIRED}: x" }`);
    const report = await lint(yaml(text, ...rest));
    expect(report.findings.filter(({ suppressed, rule }) => suppressed !== undefined || rule.startsWith('suppression'))).toEqual(
      [],
    );
  });

  it('of an object beside the main one of a hop', async () => {
    const budget = `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: sse, namespace: app }
spec:
  maxUnavailable: 100% # sse-ready.dev/ignore-disruption-budget: the nodes are ours
  selector: { matchLabels: { app: sse } }
`;
    expect(await told(yaml(sse, ...rest, budget), 'disruption-budget')).toEqual([
      ['Deployment app/sse', expect.any(Number), 'the nodes are ours'],
    ]);
  });

  it('in nginx, for all that its block holds', async () => {
    const conf = (comment: string) => `server {
  ${comment}
  listen 80;
  location /events { proxy_pass http://app:8080; }
}
`;
    const buffering = (comment: string) => told([{ name: 'a.conf', text: conf(comment) }], 'response-buffering-off');
    const unused = (comment: string) => told([{ name: 'a.conf', text: conf(comment) }], 'suppression-unused');
    expect(await buffering('# sse-ready.dev/ignore-response-buffering-off: the app sends the header')).toEqual([
      [expect.any(String), 4, 'the app sends the header'],
    ]);
    expect(await unused('# sse-ready.dev/ignore-response-buffering-off: the app sends the header')).toEqual([]);
    expect(await unused('# sse-ready.dev/ignore-hop-retired: no')).toEqual([['server', 2, undefined]]);
  });

  it.each(['#', '//'])('in HCL, by %s', async (mark) => {
    const text = (comment: string) => `resource "azurerm_application_gateway" "gateway" {
  name = "gateway"
  ${comment}
  backend_http_settings {
    name            = "sse"
    port            = 80
    protocol        = "Http"
    request_timeout = 20 ${comment}
  }
  backend_address_pool {
    name         = "sse"
    ip_addresses = ["10.0.0.4"]
  }
  http_listener {
    name                           = "sse"
    frontend_ip_configuration_name = "public"
    frontend_port_name             = "https"
    protocol                       = "Https"
  }
  request_routing_rule {
    name                       = "sse"
    rule_type                  = "Basic"
    http_listener_name         = "sse"
    backend_address_pool_name  = "sse"
    backend_http_settings_name = "sse"
  }
}
`;
    const comment = `${mark} sse-ready.dev/ignore-heartbeat-within-idle-limit: measured`;
    const found = async (told: string) =>
      (await lint([{ name: 'main.tf', text: text(told) }], { streams: ['/events'] })).findings
        .filter(({ rule }) => rule === 'heartbeat-within-idle-limit')
        .map(({ location, suppressed }) => [location.line, suppressed?.reason]);
    expect(await found('')).toEqual([[8, undefined]]);
    expect(await found(comment)).toEqual([[8, 'measured']]);
  });
});

it('says nothing of what was not judged', async () => {
  const shop = `# ${RETIRED}: in May\n${ingress('shop', { path: '/shop' })}`;
  expect((await lint(yaml(shop, service('shop'), deployment('shop')))).findings).toEqual([]);
});
