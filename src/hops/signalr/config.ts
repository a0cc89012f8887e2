import { capacityFor } from './capacity';

export const DEFAULT_TIER = 'Standard_S1';

/** The keys of a service that hold so many clients and let no other in than is meant; whether servers connect is for who makes it. */
export function ownedKeys(tier: string, connections: number, allowedOrigins: readonly string[]) {
  return {
    sku: { name: tier, capacity: capacityFor(tier, connections) ?? 1 },
    cors: [{ allowedOrigins: [...allowedOrigins] }],
    localAuthEnabled: false,
  };
}
