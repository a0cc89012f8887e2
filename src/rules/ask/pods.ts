import { known, settingsOf, type Hop } from '../../path/hop';

/** How many pods run; undefined when the input does not say. */
export function replicasOf(hop: Hop): number | undefined {
  return known(hop, 'replicas')[0]?.value;
}

/** One pod and no autoscaler that adds more: none is chosen, none is spread, and what that costs has a rule of its own. */
export function isOnlyPod(hop: Hop): boolean {
  return replicasOf(hop) === 1 && settingsOf(hop, 'scale-down-window').length === 0;
}

/** What a number or percentage of pods comes to, rounded as the field that holds it rounds. */
export function podCount(
  value: number | string,
  replicas: number | undefined,
  round: (share: number) => number,
): number | undefined {
  if (typeof value === 'number') return value;
  const share = percentOf(value);
  return share === undefined || replicas === undefined ? undefined : round((share * replicas) / 100);
}

export function percentOf(value: number | string): number | undefined {
  const digits = /^(\d+)%$/.exec(String(value))?.[1];
  return digits === undefined ? undefined : Number(digits);
}
