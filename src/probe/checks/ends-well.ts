import { type Cause, causesOf, limitOf } from '../diagnosis/cause';
import { type Cut, cutOf, isSameTime } from '../diagnosis/cut';
import { traitFacts } from '../diagnosis/facts';
import { ALIKE } from '../diagnosis/pairs';
import type { LiveCheck, Verdict } from '../live-check';
import type { Connection } from '../observation';
import { allOf, closeOf, isCutShort, isStream, LAST_EVENT_NAMES, madeFor, saidEnd } from '../seen';
import { counted, fail, noneToJudge, pass, seconds, unknown, worstOf } from '../verdict';

const NAMED = LAST_EVENT_NAMES.map((name) => `\`${name}\``).join(', ');

export const endsWell: LiveCheck = {
  id: 'ends-well',
  title: 'A stream ends with an event that says so, also when its server goes away.',
  symptom: 'Clients take a broken stream for a complete one, or lose its last events, most of all during a rollout.',
  cause:
    'The server ends without a last event, dies, or is replaced while streams are open. Many proxies make that a regular end.',
  remedy: 'Send an explicit last event before every end, and drain streams before a process exits.',
  judge(observation) {
    const causes = causesOf(observation);
    const broken = causes.find(({ kind }) => kind === 'restart' || kind === 'death');
    if (broken !== undefined) return judgeBroken(broken);
    const asked = madeFor(observation, 'finite');
    const finite = asked.filter(isStream);
    const planned = madeFor(observation, 'stream', 'staggered').filter(
      (connection) => isStream(connection) && saidEnd(connection),
    );
    const ended = finite.length > 0 ? finite : planned;
    if (ended.length === 0) return noneToJudge(observation, asked, 'read a finite stream to its end');
    const verdicts = ended.map((connection) => judgeEnd(connection, causes));
    return worstOf(verdicts);
  },
};

function judgeBroken({ kind, cuts }: Cause): Verdict {
  const [{ age, moment }] = cuts;
  const ages = cuts.map((cut) => seconds(cut.age)).join(', ');
  if (kind === 'restart') {
    const goaways = cuts.filter(({ connection }) => allOf(connection, 'goaway').length > 0).length;
    const told = `${counted(cuts.length, 'stream')} ended at one moment, ${seconds(moment)} after the probe began, aged ${ages}, without a last event`;
    return fail(`${told}${goaways > 0 ? `; ${goaways} had a GOAWAY` : ''}.`, {
      suspects: ['a restart, reload or drain of a proxy', 'a restart of the origin'],
      fix: 'Let the server end its streams with a last event over the drain window, and give proxies a longer one.',
    });
  }
  return fail(
    `${counted(cuts.length, 'stream')} ended at no common age (${ages}) nor moment, the first after ${seconds(age)}, without a last event.`,
    {
      suspects: ['an origin that crashes, or ends streams at random'],
      fix: 'Look for crashes, memory kills and unhandled errors of the server at these times.',
    },
  );
}

function judgeEnd(connection: Connection, causes: readonly Cause[]): Verdict {
  if (isCutShort(connection)) return unknown('The probe was stopped before the stream had ended.');
  const cut = cutOf(connection);
  if (saidEnd(connection)) {
    const events = counted(allOf(connection, 'event').length, 'event');
    return pass(
      `${events}, the last of them \`${allOf(connection, 'event').at(-1)?.name}\`, and then the end (${closeOf(connection)?.reason}).`,
    );
  }
  if (cut === undefined) return unknown(`The stream had not ended when the probe closed it (${closeOf(connection)?.reason}).`);
  if (causes.some((cause) => isByLimit(cut, cause)))
    return unknown('A limit cut the stream before its end; another check reports it.');
  return judgeCut(connection, cut);
}

/** A finite stream may be cut by what cuts every other, be it known which limit that is or not. */
function isByLimit(cut: Cut, cause: Cause): boolean {
  const { milliseconds } = limitOf(cause);
  const isOfAge = isSameTime(cut.age, milliseconds);
  switch (cause.kind) {
    case 'idle':
      return isSameTime(cut.quiet, milliseconds);
    case 'total':
      return isOfAge;
    case 'write-deadline':
      return cut.age >= milliseconds;
    case 'unclear':
      return isOfAge && cause.cuts.length > 1;
    case 'restart':
    case 'death':
      return false;
  }
}

function judgeCut(connection: Connection, { clean, partial, age }: Cut): Verdict {
  const inside = partial ? ', inside an event' : '';
  const more = {
    suspects: ALIKE.singleCut.either,
    fix: `Send an event named ${LAST_EVENT_NAMES[0]} before every end, and let clients take any other end for a cut.`,
    source: traitFacts.cleanCut.source,
  };
  if (!clean) return fail(`The stream was cut ${seconds(age)} after its request${inside}. ${ALIKE.singleCut.apart}`, more);
  if (partial)
    return fail(`The stream ended as if complete ${seconds(age)} after its request${inside}: what died looks like an end.`, more);
  const isOurs = allOf(connection, 'event').some(({ stamp }) => stamp !== undefined);
  const told = `The stream ended as if complete ${seconds(age)} after its request, but without a last event (${NAMED})`;
  if (isOurs) return fail(`${told}: a cut looks the same.`, more);
  return unknown(`${told}. Whatever else this server says at an end is not known; a cut may look the same.`, {
    suspects: [...ALIKE.singleCut.either, 'a planned end'],
  });
}
