import type { LiveCheck, Verdict } from '../live-check';
import { loadOf, summaryOf } from '../load/summary';
import type { Load, Observation } from '../observation';
import { counted, fail, notAsked, pass, unknown } from '../verdict';

/** What the machine of the probe has run out of, by Node's names. */
const OWN_LIMITS: Readonly<Record<string, string>> = {
  EMFILE: 'open files (ulimit -n)',
  ENFILE: 'open files of the whole machine',
  EADDRNOTAVAIL: 'ports to connect from',
  ENOBUFS: 'memory for sockets',
};

export const loadHolds: LiveCheck = {
  id: 'load-holds',
  title: 'All streams of a load open, and stay open.',
  symptom: 'With many clients some get 429 or 503, wait for ever, or lose their stream in the middle.',
  cause: 'A limit on connections or memory of the server or of a hop before it, or a restart under the load.',
  remedy: 'Raise the limit above the streams you expect, or add instances; then find what else ran out at that number.',
  judge(observation) {
    const load = loadOf(observation);
    return load === undefined ? notAsked(observation, 'many streams at once') : judgeLoad(load, observation);
  },
};

function judgeLoad(load: Load, { interrupted }: Observation): Verdict {
  const own = Object.keys(load.refused).filter((name) => name in OWN_LIMITS);
  const refused = listOf(load.refused);
  const cut = listOf(load.cut);
  if (own.length > 0) {
    return unknown(`The machine of the probe ran out of ${own.map((name) => OWN_LIMITS[name]).join(' and ')} (${refused}).`, {
      fix: 'Raise that limit, or spread the load over several machines with --emit k8s-job.',
    });
  }
  if (refused !== '' || cut !== '') {
    const told = [refused === '' ? [] : [`refused: ${refused}`], cut === '' ? [] : [`cut: ${cut}`]].flat().join('; ');
    return fail(`Of ${counted(load.begun, 'stream')}, at most ${load.mostOpen} open at once, ${told}.`, {
      suspects: ['a limit on connections, streams or memory of a hop or of the server', 'a restart under the load'],
      fix: 'Raise the limits above the streams you expect, or add instances.',
    });
  }
  if (interrupted || load.begun < load.asked || load.unanswered > 0) {
    return unknown(
      `${load.begun} of ${counted(load.asked, 'stream')} were begun and ${load.opened} opened before the probe ended; none was refused or cut.`,
    );
  }
  const { firstEventMs } = summaryOf(load);
  const first =
    firstEventMs === undefined
      ? ''
      : ` The first event came after ${firstEventMs.p50} ms in the middle, ${firstEventMs.p99} ms for 99 of 100.`;
  return pass(`${counted(load.opened, 'stream')} opened, ${load.mostOpen} at once, and none was refused or cut.${first}`);
}

const listOf = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${count} by ${name}`)
    .join(', ');
