import { signalrFacts as facts } from './facts';

/** The product's name, the key and the fact of each setting, shared by plan and read. */
export const about = {
  tokenLifetime: {
    name: 'AccessTokenLifetime',
    key: 'AccessTokenLifetime in the options of AddAzureSignalR',
    fact: facts.tokenLifetime,
  },
  idle: { name: 'idle timeout', fact: facts.idle },
};

export const signalrObject = (name: string): string => `SignalR Service ${name}`;

export const serversOf = (object: string): string => `the servers that connect to ${object}`;

/** Of an identity that connects as a hub server, and of one that negotiates for a Serverless service. */
export const ROLES = { server: 'SignalR App Server', negotiator: 'SignalR Service Owner' };
