import type { Ending } from '../client/wire';
import type { HeldStream } from '../load/held-stream';
import { pause, goesOn, unlessGiven, cadence, type Lab } from './lab';

/** Many streams at once, begun `perSecond`, held for as long as the observation lasts. */
export async function load(lab: Lab, connections: number, perSecond: number): Promise<void> {
  const parameters = lab.takesParameters ? { ...cadence(lab), ...unlessGiven(lab, { count: 1_000_000 }) } : {};
  const jar = lab.jar === undefined ? {} : { jar: lab.jar };
  const { client } = lab;
  const many = client.beginLoad({ asked: connections, perSecond });
  const open: HeldStream[] = [];
  const end = (ending: Ending) => open.forEach((each) => each.end(ending));
  const stop = () => end({ reason: 'interrupted' });
  const timer = setTimeout(() => end({ reason: 'probe' }), lab.left());
  client.signal.addEventListener('abort', stop);
  const began = performance.now();
  while (open.length < connections && goesOn(lab)) {
    const due = Math.min(connections, 1 + Math.floor(((performance.now() - began) * perSecond) / 1000));
    while (open.length < due) open.push(many.hold({ ...jar, parameters }));
    await pause(lab, 10);
  }
  // What was begun in the last moment may have missed the end.
  if (!goesOn(lab)) end({ reason: client.signal.aborted ? 'interrupted' : 'probe' });
  await Promise.all(open.map(({ done }) => done));
  clearTimeout(timer);
  client.signal.removeEventListener('abort', stop);
  many.end();
}
