import type { Visit } from '../client/visit';
import { cadence, goesOn, lastEventId, pause, visit, type Lab } from './lab';

/** A foreign stream is watched this long for what it does with one thing varied. */
const WATCHED_MS = 6_000;

const short = (lab: Lab) => ({ ...cadence(lab), count: 5, end: 'event' });

/** More than 512 B, below which some compressors leave a response alone. */
const COMPRESSIBLE_BYTES = 1024;

/** Compression asked for: what holds events only then is a compressor. */
export async function compressed(lab: Lab, encoding: 'gzip' | 'br'): Promise<void> {
  const parameters = { ...short(lab), size: COMPRESSIBLE_BYTES };
  await visit(lab, encoding, { parameters, headers: { 'accept-encoding': encoding }, ...foreignLimit(lab) }).done;
}

/** The version that was not negotiated. */
export async function otherVersion(lab: Lab, http: 'http1' | 'http2'): Promise<void> {
  await visit(lab, http, { parameters: short(lab), http, ...foreignLimit(lab) }).done;
}

/** More than the 4 KB that fill one buffer of nginx. */
export async function large(lab: Lab): Promise<void> {
  await visit(lab, 'large', { parameters: { ...short(lab), size: 5 * 1024 } }).done;
}

/** Read to its end: only a finite stream shows a hold as such, and an end as one. Then the client comes back. */
export async function finite(lab: Lab): Promise<void> {
  const read = visit(lab, 'finite', { parameters: short(lab) });
  await read.done;
  if (goesOn(lab)) await again(lab, read);
  await reconnect(lab, read);
}

const PATIENCE_MS = 2_000;

/** The same request, not to resume: whoever stored the stream answers with events that are older than it. */
async function again(lab: Lab, { plan: { id, jar } }: Visit): Promise<void> {
  const asked = visit(lab, 'again', { follows: id, jar, parameters: short(lab) });
  await asked.until((timeline) => timeline.first('event') !== undefined, PATIENCE_MS);
  asked.close();
  await asked.done;
}

export async function finiteUnbuffered(lab: Lab): Promise<void> {
  await visit(lab, 'finite-unbuffered', { parameters: { ...short(lab), 'x-accel-buffering': 'no' } }).done;
}

const LONGEST_RETRY_MS = 3_000;

/** As an EventSource does, after a stream that ended by itself: after the time that the server asked for, with the last id. */
export async function reconnect(lab: Lab, ended: Visit): Promise<void> {
  if (ended.timeline.first('close')?.reason !== 'clean' || answeredWithError(ended) || !goesOn(lab)) return;
  const retry = ended.timeline.happenings.findLast((each) => each.type === 'retry')?.milliseconds ?? 0;
  await pause(lab, Math.min(retry, LONGEST_RETRY_MS));
  if (!goesOn(lab)) return;
  const id = lastEventId(ended);
  const { id: follows, jar } = ended.plan;
  const parameters = Object.fromEntries(ended.plan.url.searchParams);
  const headers = id === undefined ? {} : { 'last-event-id': id };
  await visit(lab, 'reconnect', { follows, jar, parameters, headers, atMost: 2_000 }).done;
}

/** An EventSource does not come back after it. */
const answeredWithError = ({ timeline }: Visit): boolean =>
  timeline.happenings.findLast((each) => each.type === 'headers')?.status !== 200;

const foreignLimit = (lab: Lab) => (lab.takesParameters ? {} : { atMost: WATCHED_MS });
