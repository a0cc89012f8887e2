import { signalrFacts as facts } from './facts';

const SIZES = [1, 2, 3, 4, 5, 6, 7, 8, 9];

/** Every capacity that the provider takes, ascending. */
export const CAPACITIES: readonly number[] = [1, 10, 100].flatMap((step) => SIZES.map((size) => size * step)).concat(1_000);

/** The capacities of a tier. */
const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  Free_F1: [1, 1],
  Standard_S1: [1, 100],
  Premium_P1: [1, 100],
  Premium_P2: [100, 1_000],
};

export const TIERS = Object.keys(RANGES);

export function capacitiesOf(tier: string): readonly number[] {
  const [least = 0, most = 0] = RANGES[tier] ?? [];
  return CAPACITIES.filter((capacity) => capacity >= least && capacity <= most);
}

const connectionsPerUnit = (tier: string): number => (tier === 'Free_F1' ? facts.freeConnections.max : facts.unitConnections.max);

/** How many connections at a time a service of that size takes. */
export const connectionsOf = (tier: string, capacity: number): number => connectionsPerUnit(tier) * capacity;

/** The least capacity of a tier that takes so many connections; undefined where none does. */
export const capacityFor = (tier: string, connections: number): number | undefined =>
  capacitiesOf(tier).find((capacity) => connectionsOf(tier, capacity) >= connections);
