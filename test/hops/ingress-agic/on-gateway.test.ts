import { onGatewayRemarks } from '../../../src/hops/ingress-agic/on-gateway';
import { agicFacts as facts } from '../../../src/hops/ingress-agic/facts';
import { loadTexts } from '../../../src/load/loaders';
import { findPaths } from '../../../src/load/paths';
import { annotated, ingressWith } from './support';

const ingress = ingressWith();
const gateway = {
  ssl_certificate: [{ name: 'prices' }],
  frontend_ip_configuration: [{ name: 'public', public_ip_address_id: '${azurerm_public_ip.gateway.id}' }],
};
const wants = (annotations: Record<string, string>, over: object = {}) =>
  onGatewayRemarks(annotated(ingress, annotations), { ...gateway, ...over });

it('says nothing where the gateway has what the Ingress names', () => {
  expect(wants({})).toEqual([]);
  expect(wants({ 'rewrite-rule-set': 'sse' }, { rewrite_rule_set: { name: 'sse' } })).toEqual([]);
  expect(wants({ 'use-private-ip': 'true' }, { frontend_ip_configuration: [{ name: 'private' }] })).toEqual([]);
  expect(wants({ 'use-private-ip': 'yes' })).toEqual([]);
});

it.each([
  [{ 'appgw-ssl-certificate': 'other' }, facts.onGateway, 'is "other" and the gateway has the ssl_certificate prices'],
  [{ 'appgw-ssl-profile': 'mutual' }, facts.onGateway, 'is "mutual" and the gateway has no ssl_profile'],
  [{ 'use-private-ip': 'true' }, facts.onGateway, 'is "true" and the gateway has no private frontend'],
  [{ 'rewrite-rule-set': 'nope' }, facts.rewriteRuleSet, 'is "nope" and the gateway has no rewrite_rule_set'],
])('tells of what it lacks: %j', (annotations, fact, found) => {
  const [remark] = wants(annotations);
  expect(remark).toMatchObject({ rule: 'value-rejected-by-target', fact });
  expect(remark?.found).toContain(found);
});

it.each<[string, object]>([
  ['an expression makes them', { ssl_certificate: '${local.certificates}' }],
  ['a dynamic block makes them', { ssl_certificate: undefined, dynamic: [{ ssl_certificate: {} }] }],
  ['a name is an expression', { ssl_certificate: [{ name: '${var.name}' }] }],
  ['Terraform leaves them to others', { lifecycle: [{ ignore_changes: ['ssl_certificate'] }] }],
  ['Terraform leaves all to others', { lifecycle: [{ ignore_changes: 'all' }] }],
])('cannot tell where %s', (_, over) => {
  expect(wants({ 'appgw-ssl-certificate': 'other' }, over)).toEqual([]);
});

describe('with the files of both', () => {
  const hcl = (name: string) => `resource "azurerm_application_gateway" "${name}" {
  name = "${name}"
  ssl_certificate { name = "other" }
  lifecycle { ignore_changes = [backend_http_settings] }
}
`;
  const cited = async (...gateways: string[]) => {
    const { problems, ...input } = await loadTexts([
      { name: 'gateways.tf', text: gateways.map(hcl).join('') },
      { name: 'ingress.json', text: JSON.stringify(ingress) },
    ]);
    expect(problems).toEqual([]);
    return findPaths(input).flatMap(({ hops }) => hops.flatMap(({ remarks }) => remarks.map(({ fact }) => fact)));
  };

  it('the gateway is asked, if it is the only one', async () => {
    expect(await cited('a')).toContain(facts.onGateway);
    expect(await cited('a', 'b')).not.toContain(facts.onGateway);
    expect(await cited()).not.toContain(facts.onGateway);
  });
});
