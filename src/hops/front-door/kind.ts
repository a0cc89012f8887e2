import type { HopKind } from '../hop-kind';
import { routeObject } from './about';
import { frontDoorFacts } from './facts';
import { planAroundFrontDoor, planFrontDoor } from './hop';

const OBJECT = routeObject('sse', 'default');

export const frontDoorKinds: readonly HopKind[] = [
  {
    type: 'front-door',
    title: 'Azure Front Door that carries the stream, which Microsoft does not support.',
    place: 'edge',
    facts: frontDoorFacts,
    plan: (policy) => planFrontDoor(policy, OBJECT),
  },
  {
    type: 'front-door/around',
    title: 'Azure Front Door that sends clients of the stream to a host of its own, and carries all else.',
    place: 'edge',
    facts: frontDoorFacts,
    plan: (policy) => planAroundFrontDoor(policy, OBJECT),
  },
];
