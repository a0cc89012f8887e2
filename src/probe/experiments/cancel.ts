import { CookieJar } from '../client/cookies';
import { goesOn, pause, unlessGiven, visit, type Lab } from './lab';

/** Some proxies tell the server at its third write after the client left. */
const CADENCE_MS = 500;
const ASKED_AFTER_MS = [200, 500, 1_000, 1_500];
const LONGEST_STATS = 65_536;

/** Leaves a stream and asks the reference server whether it has noticed. */
export async function cancel(lab: Lab): Promise<void> {
  if (!lab.isReference) return;
  const jar = new CookieJar();
  // Without affinity each instance answers every second time.
  const before = [await stats(lab, jar), await stats(lab, jar)];
  const left = visit(lab, 'cancel', { jar, parameters: { ...unlessGiven(lab, { cadence: CADENCE_MS }), count: 1_000_000 } });
  await left.until((timeline) => timeline.count('event') > 0, 2_000);
  left.close();
  await left.done;
  for (const ms of ASKED_AFTER_MS) {
    await pause(lab, ms);
    const now = goesOn(lab) ? await stats(lab, jar, left.plan.id) : undefined;
    const then = before.find((each) => each !== undefined && each['instance'] === now?.['instance']);
    if (now === undefined || Number(now['aborted']) > Number(then?.['aborted'])) return;
  }
}

async function stats(lab: Lab, jar: CookieJar, follows?: number): Promise<Readonly<Record<string, unknown>> | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const seeBytes = (bytes: Uint8Array) => {
    length += bytes.length;
    if (length <= LONGEST_STATS) chunks.push(bytes);
  };
  const url = new URL(lab.client.target.url);
  url.pathname = url.pathname.endsWith('/test/stream') ? url.pathname.replace(/stream$/, 'stats') : '/test/stats';
  url.search = url.username = url.password = url.hash = '';
  const asked = { jar, url, method: 'GET', seeBytes, headers: { accept: 'application/json' }, atMost: 2_000 };
  const visited = visit({ ...lab, takesParameters: false }, 'stats', { ...asked, ...(follows === undefined ? {} : { follows }) });
  await visited.done;
  const counters = parse(Buffer.concat(chunks));
  if (counters !== undefined) lab.client.noteStats(visited.plan.id, counters);
  return counters;
}

function parse(body: Buffer): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
