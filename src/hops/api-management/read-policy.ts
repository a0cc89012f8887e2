import type { Remark } from '../../path/hop';
import { byDefault, set, unknown, type Setting } from '../../path/setting';
import { isExpression } from '../../terraform/attributes';
import type { TerraformResource } from '../../terraform/resource';
import { about, ofOperation } from './about';
import { apiManagementFacts as facts } from './facts';
import { allOf, effective, parsePolicy, type PolicyDocument, type PolicyElement } from './policy-document';
import * as remarks from './remarks';

/** The document of a service that nobody changed, as far as a stream meets it. */
const BUILT_IN: PolicyDocument = {
  inbound: [],
  backend: [{ name: 'forward-request', attributes: {}, children: [], text: '' }],
  outbound: [],
};

/**
 * What the policies do to a response, from the one of the operation to the one of the service. Those of products are not
 * read: which product a client comes by is not in the input.
 */
export function readPolicies(scopes: readonly TerraformResource[], found: Remark[]): Setting[] {
  const isOperation = scopes[0]?.type === 'azurerm_api_management_api_operation_policy';
  const keyed = isOperation ? ofOperation : <T>(setting: T): T => setting;
  const documents: PolicyDocument[] = [];
  for (const scope of scopes) {
    const xml = scope.attributes['xml_content'];
    const document = typeof xml === 'string' ? parsePolicy(xml) : undefined;
    if (document === undefined) {
      const why =
        xml === undefined
          ? 'it is not in xml_content'
          : isExpression(xml)
            ? 'it is known only at deployment'
            : 'it has no <policies>';
      found.push(remarks.policyNotRead(why, `${scope.type} xml_content`));
      return [unknown('response-buffering', why, keyed(about.bufferResponse)), unknown('balances-over', why, about.backend)];
    }
    documents.push(document);
  }
  const all = [...documents, BUILT_IN];
  const inbound = allOf(effective('inbound', all));
  const backend = allOf(effective('backend', all));
  const outbound = allOf(effective('outbound', all));
  return [
    readForwarding(backend, keyed(about.bufferResponse), found),
    ...(outbound.some(({ name }) => name === 'validate-content')
      ? [set('response-buffering', 'on', keyed(about.validation))]
      : []),
    ...(outbound.some(readsBody) ? [set('response-buffering', 'on', keyed(about.bodyInPolicy))] : []),
    readCaching([...inbound, ...outbound], keyed(about.caching)),
    [...inbound, ...backend].some(({ name }) => name === 'set-backend-service')
      ? unknown('balances-over', 'a policy chooses the backend', about.backend)
      : set('balances-over', 'service', about.backend),
  ];
}

function readForwarding(backend: readonly PolicyElement[], setting: typeof about.bufferResponse, found: Remark[]): Setting {
  const requests = backend.filter(({ name }) => name === 'forward-request');
  if (requests.length === 0) return unknown('response-buffering', 'no forward-request stands in the backend section', setting);
  const { key } = setting;
  for (const { attributes } of requests) {
    const seconds = Number(attributes['timeout'] ?? Number(attributes['timeout-ms'] ?? 0) / 1000);
    if (seconds > facts.timeout.default.toSeconds()) found.push(remarks.headersOnly(seconds, key));
  }
  const written = requests.map(({ attributes }) => attributes['buffer-response']);
  const odd = written.find((value) => value !== undefined && !/^(true|false)$/i.test(value));
  if (odd !== undefined) found.push(remarks.bufferingByExpression(odd, key));
  if (written.some((value) => value?.toLowerCase() === 'true')) return set('response-buffering', 'on', setting);
  return written.every((value) => value?.toLowerCase() === 'false')
    ? set('response-buffering', 'off', setting)
    : byDefault('response-buffering', 'on', setting);
}

const readsBody = ({ text }: PolicyElement): boolean => /\bResponse\.Body\b/.test(text);

const readCaching = (elements: readonly PolicyElement[], setting: typeof about.caching): Setting =>
  elements.some(({ name }) => name === 'cache-lookup' || name === 'cache-store')
    ? set('response-caching', 'on', setting)
    : byDefault('response-caching', 'off', setting);
