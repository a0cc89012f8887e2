import { facts } from '../../path/fact';
import { Duration } from '../../policy/duration';

const LEARN = 'https://learn.microsoft.com/azure/api-management';
const SSE = `${LEARN}/how-to-server-sent-events`;
const PROVIDER = 'https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0';
const checked = '2026-11-21';

/** Azure API Management in front of a stream, as Terraform's azurerm provider 4.55.0 writes it. */
export const apiManagementFacts = facts({
  tier: {
    says: 'The Consumption tier does not support long-running connections, and so no streams; all other tiers do, classic and v2.',
    source: SSE,
    checked,
    known: 'documented',
  },
  idle: {
    says: 'The load balancer inside API Management closes a connection that carried nothing for 4 minutes; nothing changes that.',
    limit: 'idle',
    fixed: Duration.minutes(4),
    source: SSE,
    checked,
    known: 'documented',
  },
  bufferResponse: {
    says: 'forward-request collects a response into blocks of 8 KB unless its buffer-response is "false", a literal: an expression is not allowed there.',
    default: 'on',
    source: `${LEARN}/forward-request-policy`,
    checked,
    known: 'documented',
  },
  timeout: {
    says: 'The timeout of forward-request is the wait for the headers of the response, not the length of the stream: 300 s by default, and more than 240 s may not be honoured.',
    default: Duration.seconds(300),
    source: `${LEARN}/forward-request-policy`,
    checked,
    known: 'documented',
  },
  validation: {
    says: 'validate-content reads the whole response before it passes any of it on.',
    default: 'off',
    source: SSE,
    checked,
    known: 'documented',
  },
  bodyLogging: {
    says: 'A diagnostic that logs bodies holds a response back until it has its bytes, at the scope of the API and of the whole service; with body_bytes 0 it logs none.',
    default: 'off',
    source: SSE,
    checked,
    known: 'documented',
  },
  bodyInPolicy: {
    says: 'A policy that reads context.Response.Body, such as log-to-eventhub, waits for the whole response.',
    default: 'off',
    source: 'https://github.com/MicrosoftDocs/azure-docs/issues/115539',
    checked,
    known: 'documented',
  },
  caching: {
    says: 'Response caching collects the whole response and answers later requests from it; nothing is cached without cache-lookup or cache-store.',
    default: 'off',
    source: SSE,
    checked,
    known: 'documented',
  },
  http2: {
    says: 'Clients may use HTTP/2 where protocols.http2_enabled is true; the default is false.',
    default: 'off',
    source: `${PROVIDER}/website/docs/r/api_management.html.markdown`,
    checked,
    known: 'documented',
  },
  protocols: {
    says: 'An API takes the protocols in its protocols: http, https, ws, wss.',
    source: `${PROVIDER}/website/docs/r/api_management_api.html.markdown`,
    checked,
    known: 'documented',
  },
  backend: {
    says: 'An API sends its requests to one service_url, unless a policy says otherwise.',
    source: `${PROVIDER}/website/docs/r/api_management_api.html.markdown`,
    checked,
    known: 'documented',
  },
  scaleIn: {
    says: 'How long open streams live on when the gateway scales in is in no source.',
    limit: 'drain',
    source: SSE,
    checked,
    known: 'unconfirmed',
  },
});
