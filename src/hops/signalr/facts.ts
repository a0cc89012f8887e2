import { facts } from '../../path/fact';
import { Duration } from '../../policy/duration';

const LEARN = 'https://learn.microsoft.com/azure/azure-signalr';
const PROVIDER =
  'https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/website/docs/r/signalr_service.html.markdown';
const LIMITS = 'https://github.com/MicrosoftDocs/azure-docs/blob/main/includes/signalr-service-limits.md';
const checked = '2026-11-21';

/** Azure SignalR Service, as Terraform's azurerm provider 4.55.0 writes it. */
export const signalrFacts = facts({
  client: {
    says: 'Clients speak SignalR: they ask the application where to connect, and are sent to the service; a bare EventSource cannot do that.',
    source: `${LEARN}/signalr-concept-internals`,
    checked,
    known: 'documented',
  },
  tokenLifetime: {
    says: 'A connection by server-sent events or long polling is closed when its access token expires, by AccessTokenLifetime of the SDK; WebSockets live on.',
    limit: 'total',
    default: Duration.hours(1),
    source: `${LEARN}/signalr-howto-use`,
    checked,
    known: 'documented',
  },
  mapping: {
    says: 'The service holds the client, and leads it to one server for as long as both stay connected; to the one that negotiated only by ServerStickyMode, which is Disabled by default.',
    source: `${LEARN}/signalr-howto-use`,
    checked,
    known: 'documented',
  },
  serverGone: {
    says: 'When a server goes, all clients that are mapped to it are disconnected.',
    source: `${LEARN}/signalr-resource-faq`,
    checked,
    known: 'documented',
  },
  shutdown: {
    says: 'GracefulShutdown.Mode is Off by default; WaitForClientsClose waits for clients, and MigrateClients moves each to another server with the next message to it, for GracefulShutdown.Timeout, 30 s by default.',
    default: Duration.seconds(30),
    source: `${LEARN}/signalr-howto-use`,
    checked,
    known: 'documented',
  },
  nothingKept: {
    says: 'The service stores nothing of what it carries, and does not send again what a client missed while it was away.',
    source: `${LEARN}/signalr-resource-faq`,
    checked,
    known: 'documented',
  },
  idle: {
    says: 'How often the service writes to a client, and how long it keeps a silent one, is in no source that was read.',
    source: `${LEARN}/signalr-howto-use`,
    checked,
    known: 'unconfirmed',
  },
  serviceMode: {
    says: 'Default needs servers that connect as hubs; Serverless refuses them and calls upstream endpoints; Classic is kept for old applications.',
    default: 'Default',
    source: `${LEARN}/concept-service-mode`,
    checked,
    known: 'documented',
  },
  upstream: {
    says: 'Upstream endpoints are called in Serverless mode only.',
    source: `${LEARN}/concept-service-mode`,
    checked,
    known: 'documented',
  },
  freeConnections: {
    says: 'The free tier takes 20 connections at a time and 20000 messages a day, in one unit.',
    max: 20,
    source: LIMITS,
    checked,
    known: 'documented',
  },
  unitConnections: {
    says: 'A unit of the other tiers takes 1000 connections at a time.',
    max: 1_000,
    source: LIMITS,
    checked,
    known: 'documented',
  },
  capacity: {
    says: 'Capacity is 1 to 10, 20 to 100 by tens, or 200 to 1000 by hundreds; 1 for Free_F1, up to 100 for Standard_S1 and Premium_P1, from 100 for Premium_P2.',
    source: PROVIDER,
    checked,
    known: 'documented',
  },
  cors: {
    says: 'Browsers reach the service at a host of its own, so that the origin of the page must be among its allowed origins; * stands for all.',
    source: PROVIDER,
    checked,
    known: 'documented',
  },
  freeTier: {
    says: 'Free_F1 cannot switch public access off or ask for client certificates.',
    source: PROVIDER,
    checked,
    known: 'documented',
  },
  localAuth: {
    says: 'With local_auth_enabled, which is the default, the provider exports access keys and connection strings, so that they stand in its state.',
    default: true,
    source: PROVIDER,
    checked,
    known: 'documented',
  },
  localAuthApi: {
    says: 'disableLocalAuth is false by default, so that access keys let in, and the API lists them.',
    default: false,
    source:
      'https://github.com/Azure/azure-rest-api-specs/blob/029741f2a57be0df0c346983e76f08dc7a69058a/specification/signalr/resource-manager/Microsoft.SignalRService/stable/2022-02-01/signalr.json',
    checked,
    known: 'documented',
  },
  role: {
    says: 'An identity needs no key with the role SignalR App Server on the service, or, where it is Serverless, SignalR Service Owner; the role may take half an hour to hold.',
    source: `${LEARN}/signalr-howto-authorize-managed-identity`,
    checked,
    known: 'documented',
  },
});
