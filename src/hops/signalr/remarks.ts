import type { Remark } from '../../path/hop';
import { ignored, rejected } from '../../path/remark';
import type { StreamPolicy } from '../../policy/stream-policy';
import { CAPACITIES, capacitiesOf, capacityFor, connectionsOf, TIERS } from './capacity';
import { signalrFacts as facts } from './facts';

/** What the service takes over of a stream, and what it does not, whatever its settings. */
export const takenOver: readonly Remark[] = [
  {
    rule: 'hop-does-not-support-sse',
    found: 'clients connect to a SignalR Service',
    need: 'it takes SignalR clients alone, which may stream by server-sent events; a bare EventSource cannot connect',
    fix: 'use a SignalR client, or serve EventSource from the pods, with a Redis behind them for resume',
    fact: facts.client,
    level: 'note',
  },
  {
    rule: 'affinity-at-balancing-hop',
    found: 'the service holds the client and chooses its server',
    need: 'no affinity of an ingress is needed for what is sent; state from the negotiation is only there with ServerStickyMode',
    fix: 'set ServerStickyMode to Required in the options of AddAzureSignalR, where a server keeps state of its clients',
    fact: facts.mapping,
    level: 'note',
  },
];

/** Of a server that goes: no manifest says what its options are. */
export const serverDrain = ({ drain: { window } }: StreamPolicy): Remark => ({
  rule: 'drain-window-covers-close',
  found: `GracefulShutdown.Mode is Off unless the servers set it, and its Timeout ${facts.shutdown.default}`,
  need: `all clients of a server that goes are cut at once; the policy spreads them over ${window}; MigrateClients moves a client with the next message to it`,
  fix: `set GracefulShutdown.Mode to MigrateClients and GracefulShutdown.Timeout to ${window} in the options of AddAzureSignalR`,
  fact: facts.serverGone,
  level: 'note',
});

/** The application may do it; no manifest shows that. */
export const notReplayed: Remark = {
  rule: 'event-log-kept',
  found: 'the service stores nothing of what it carries',
  need: 'the policy asks for resume, and only the application can send again what a client missed while it was away',
  fix: 'let clients load the state anew after they connect, or number the events and ask the server for those that are missing',
  fact: facts.nothingKept,
  level: 'unknown',
};

const SKU = { name: 'sku.name', capacity: 'sku.capacity' };

export const unknownTier = (tier: string): Remark =>
  rejected(`sku.name is ${tier}`, `the tiers are ${TIERS.join(', ')}`, 'set it to "Standard_S1"', facts.capacity, SKU.name);

export function capacityRemarks(tier: string, capacity: number): Remark[] {
  const allowed = capacitiesOf(tier);
  if (allowed.length === 0 || allowed.includes(capacity)) return [];
  const [next = allowed.at(-1)] = allowed.filter((size) => size > capacity);
  const range = `${allowed[0]} to ${allowed.at(-1)}`;
  const steps = CAPACITIES.includes(capacity) ? '' : '; from 10 on it goes by tens, from 100 on by hundreds';
  const need = allowed.length === 1 ? `${tier} takes 1` : `${tier} takes ${range}${steps}`;
  return [rejected(`sku.capacity is ${capacity}`, need, `set it to ${next}`, facts.capacity, SKU.capacity)];
}

export const freeTier: Remark = {
  rule: 'connection-limit-on-stream',
  found: 'sku.name is Free_F1',
  need: `it takes ${facts.freeConnections.max} connections at a time, each open for as long as its stream lives`,
  fix: `set sku.name to "Standard_S1", of which each unit takes ${facts.unitConnections.max}`,
  fact: facts.freeConnections,
  key: SKU.name,
};

/** `key` is what names the tier: a prop, or a key of the service. */
export function tooManyConnections(tier: string, connections: number, key: string): Remark {
  const units = capacitiesOf(tier).at(-1) ?? 0;
  const enough = TIERS.find((other) => capacityFor(other, connections) !== undefined);
  return rejected(
    `connections is ${connections}`,
    `${tier} takes ${connectionsOf(tier, units)} at most: ${units} x ${connectionsOf(tier, 1)}`,
    enough === undefined ? 'spread the clients over several services' : `set ${key} to "${enough}"`,
    tier === 'Free_F1' ? facts.freeConnections : facts.unitConnections,
  );
}

/** Of a service that stands already. */
export function connectionRemarks(tier: string, capacity: number, connections: number): Remark[] {
  const needed = capacityFor(tier, connections);
  if (needed === undefined) return [tooManyConnections(tier, connections, SKU.name)];
  if (connectionsOf(tier, capacity) >= connections) return [];
  return [
    rejected(
      `sku.capacity is ${capacity}, and connections ${connections}`,
      `${tier} takes ${connectionsOf(tier, capacity)} with it: ${capacity} x ${connectionsOf(tier, 1)}`,
      `set it to ${needed}`,
      facts.unitConnections,
      SKU.capacity,
    ),
  ];
}

export const isNumberOfClients = (connections: number): boolean => Number.isSafeInteger(connections) && connections > 0;

export const noConnections = (connections: number): Remark =>
  rejected(
    `connections is ${connections}`,
    'a service is made for a whole number of clients, at least one',
    'correct connections in the props',
    facts.unitConnections,
  );

export const notOnFree = (key: string): Remark =>
  rejected(
    `${key} is set and sku.name is Free_F1`,
    'Free_F1 cannot do that',
    'set sku.name to "Standard_S1"',
    facts.freeTier,
    key,
  );

export const classicMode: Remark = {
  rule: 'hop-retired',
  found: 'service_mode is Classic',
  need: 'it is kept for applications of long ago, and falls from one mode to the other by whether a server is connected',
  fix: 'set it to "Default", or to "Serverless" where no server connects',
  fact: facts.serviceMode,
  key: 'service_mode',
  level: 'warning',
};

export const unknownMode = (mode: string): Remark =>
  rejected(
    `service_mode is ${mode}`,
    'it takes Default, Serverless or Classic',
    'set it to "Default"',
    facts.serviceMode,
    'service_mode',
  );

export const upstreamIgnored = (mode: string): Remark =>
  ignored(
    `upstream_endpoint is set and service_mode is ${mode}`,
    'upstream endpoints are called in Serverless mode only',
    'set service_mode to "Serverless", or remove upstream_endpoint',
    facts.upstream,
    'upstream_endpoint',
  );

export const serversRefused: Remark = {
  ...rejected(
    'service_mode is Serverless and an identity has the role SignalR App Server',
    'servers that connect as hubs are refused then, and clients get nothing from them',
    'set service_mode to "Default"; or give who negotiates the role SignalR Service Owner',
    facts.serviceMode,
    'service_mode',
  ),
  level: 'warning',
};

/** Terraform has a switch to let keys in, and Azure's own API one to keep them out. */
const LOCAL_AUTH = {
  terraform: {
    key: 'local_auth_enabled',
    on: true,
    need: "access keys stand in Terraform's state, and whoever has one may act as a server",
    fact: facts.localAuth,
  },
  arm: {
    key: 'disableLocalAuth',
    on: false,
    need: 'access keys let in, and whoever may list them or has one may act as a server',
    fact: facts.localAuthApi,
  },
};

const localAuth = (isArm: boolean) => LOCAL_AUTH[isArm ? 'arm' : 'terraform'];

export function keysOn(isWritten: boolean, isArm: boolean): Remark {
  const { key, on, need, fact } = localAuth(isArm);
  return {
    rule: 'least-privilege',
    found: isWritten ? `${key} is ${on}` : `${key} is not set, and ${on} by default`,
    need,
    fix: `set it to ${!on}, and give the identity of the pods the role SignalR App Server`,
    fact,
    key,
  };
}

/** Without keys and without a role nobody can connect, unless the role is given elsewhere. */
export function nobodyLetIn(role: string, isArm: boolean): Remark {
  const { key, on } = localAuth(isArm);
  return {
    rule: 'least-privilege',
    found: `${key} is ${!on}, and no role ${role} on the service is in the input`,
    need: 'without it the service refuses every server',
    fix: `assign the role ${role} on the service to the identity of the pods`,
    fact: facts.role,
    key,
    level: 'unknown',
  };
}

export const anyOrigin: Remark = {
  rule: 'least-privilege',
  found: 'cors.allowed_origins has *',
  need: 'only the pages of the application need to connect',
  fix: 'list their origins, such as "https://app.example.com"',
  fact: facts.cors,
  key: 'cors.allowed_origins',
};

export const noOrigin: Remark = {
  ...rejected(
    'cors.allowed_origins is empty',
    'no page in a browser can connect',
    'list the origins of the pages, such as "https://app.example.com"',
    facts.cors,
    'cors.allowed_origins',
  ),
  level: 'warning',
};

export const notAnOrigin = (text: string): Remark =>
  rejected(
    `cors.allowed_origins has ${JSON.stringify(text)}`,
    'an origin is a scheme and a host, and has no path',
    'write it like "https://app.example.com"',
    facts.cors,
    'cors.allowed_origins',
  );
