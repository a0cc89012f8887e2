import { pause, goesOn, unlessGiven, visit, cadence, type Lab } from './lab';

/** Many streams at once, begun `perSecond`, held for as long as the observation lasts. */
export async function load(lab: Lab, connections: number, perSecond: number): Promise<void> {
  const parameters = { ...cadence(lab), ...unlessGiven(lab, { count: 1_000_000 }) };
  const began = Date.now();
  const all: Promise<void>[] = [];
  while (all.length < connections && goesOn(lab)) {
    const due = Math.min(connections, 1 + Math.floor(((Date.now() - began) * perSecond) / 1000));
    while (all.length < due) all.push(visit(lab, 'load', { parameters }).done);
    await pause(lab, 10);
  }
  await Promise.all(all);
}
