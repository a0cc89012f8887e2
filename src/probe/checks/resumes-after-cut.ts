import type { LiveCheck, Verdict } from '../live-check';
import type { Connection, Observation } from '../observation';
import { allOf, headersOf, instanceOf, isStream, madeFor } from '../seen';
import { counted, fail, largest, notAsked, pass, unknown, worstOf } from '../verdict';

export const resumesAfterCut: LiveCheck = {
  id: 'resumes-after-cut',
  title: 'A client that comes back with Last-Event-ID gets every event after it, once, from any instance.',
  symptom: 'After a reconnect events are missing or come twice.',
  cause: 'Events have no id, the server ignores Last-Event-ID, or each instance knows only its own events.',
  remedy: 'Give each event an id, keep a log that all instances share, and start after the id that the client names.',
  judge(observation, { resume }) {
    if (resume === 'none') return { status: 'skipped', evidence: 'The policy says that streams are not resumed.' };
    const cuts = madeFor(observation, 'cut');
    const [cut] = cuts;
    if (cut === undefined) return notAsked(observation, 'cut a stream and come back');
    if (!isStream(cut)) return unknown('The stream that was to be cut did not open.');
    const before = positionsOf(cut);
    if (before.length === 0) return judgeUnnumbered(cut);
    const resumed = madeFor(observation, 'resume', 'resume-elsewhere').filter(({ follows }) => follows === cut.id);
    if (resumed.length === 0) return unknown('The probe was stopped before it had come back with Last-Event-ID.');
    const verdicts = resumed.map((connection) => judgeResumed(observation, cut, before, connection));
    return worstOf(verdicts);
  },
};

/** By the server's own numbers, or by ids that count. */
function positionsOf(connection: Connection): number[] {
  const events = allOf(connection, 'event');
  if (events.some(({ stamp }) => stamp !== undefined)) return events.flatMap(({ stamp }) => stamp?.seq ?? []);
  const ids = events.flatMap(({ id }) => (id !== undefined && /^\d{1,15}$/.test(id) ? [Number(id)] : []));
  // A time or an offset is a number too, but leaves gaps by itself.
  return ids.every((id, index) => index === 0 || id - (ids[index - 1] ?? 0) === 1) ? ids : [];
}

function judgeUnnumbered(cut: Connection): Verdict {
  const events = allOf(cut, 'event');
  if (events.length === 0) return unknown('The stream that was to be cut carried no event.');
  if (events.some(({ id }) => id !== undefined)) {
    return unknown('The ids of the events do not count up by one, so a gap between two of them cannot be seen.');
  }
  return fail(`${counted(events.length, 'event')} arrived and none has an id, so no client can say what it has seen.`, {
    fix: 'Give each event an id, or set resume of the policy to none.',
  });
}

function judgeResumed(observation: Observation, cut: Connection, before: readonly number[], connection: Connection): Verdict {
  const status = headersOf(connection)?.status;
  const [first, then] = [instanceOf(cut), instanceOf(connection)];
  const where = then === undefined ? '' : first === then ? ', from the same instance' : ', from another instance';
  const how = connection.purpose === 'resume' ? 'Coming back' : 'Coming back without the cookie';
  if (status !== undefined && !isStream(connection)) {
    return fail(`${how} with Last-Event-ID was answered ${status}, and not with the stream.`, {
      fix: 'Take the Last-Event-ID that you wrote.',
    });
  }
  const after = positionsOf(connection);
  if (after.length === 0) {
    const why = observation.interrupted ? 'the probe was stopped' : 'none to count';
    return unknown(`${how}: no event came (${why}).`);
  }
  const last = largest(before);
  const missing = Math.max(0, largest(after) - last) - new Set(after.filter((position) => position > last)).size;
  const twice = after.length - new Set(after.filter((position) => position > last)).size;
  const told = `${how}${where}: ${counted(after.length, 'event')} after number ${last}, ${missing} missing, ${twice} twice`;
  if (missing === 0 && twice === 0) return pass(`${told}.`);
  return fail(`${told}.`, {
    suspects: first === then ? ['a server that does not start after Last-Event-ID'] : ['instances that do not share one log'],
    fix: 'Start after the id that the client names, from a log that all instances share.',
  });
}
