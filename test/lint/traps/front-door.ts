import { frontDoorFacts as facts } from '../../../src/hops/front-door/facts';
import type { Trap } from './trap';

const values = ['events', ...Array.from({ length: facts.matchValues.max }, (_, index) => `live${index}`)];

/** What the provider was measured to refuse. */
export const frontDoorTraps: readonly Trap[] = [
  [facts.matchValues, 'match_values = ["events"]', `match_values = ${JSON.stringify(values)}`],
];
