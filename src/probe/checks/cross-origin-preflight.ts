import { traitFacts } from '../diagnosis/facts';
import type { StreamPolicy } from '../../policy/stream-policy';
import type { LiveCheck, Verdict } from '../live-check';
import type { Connection, Observation } from '../observation';
import { headerOf, headersOf, madeFor } from '../seen';
import { fail, notAsked, pass, unknown } from '../verdict';

const { source } = traitFacts.credentials;

export const crossOriginPreflight: LiveCheck = {
  id: 'cross-origin-preflight',
  title: 'A page of another origin may open the stream, with Last-Event-ID and its cookies.',
  symptom: 'The stream works from its own site and from curl; a page of another site gets an error without a reason.',
  cause: 'The answer to the preflight lacks an Access-Control header, or a proxy answers it in place of the server.',
  remedy: 'Answer OPTIONS with the origin, the methods and the headers, and with Allow-Credentials where cookies matter.',
  judge(observation, policy) {
    const [preflight] = madeFor(observation, 'preflight');
    if (preflight === undefined) return notAsked(observation, 'an origin to ask for');
    const status = headersOf(preflight)?.status;
    if (status === undefined) return unknown('The preflight got no answer.');
    const problem = problemOf(preflight, status, needsCredentials(observation, policy));
    if (problem !== undefined) return { ...problem, evidence: `Status ${status}: ${problem.evidence}` };
    return pass(`The preflight was answered ${status}, and allows what it asked for.`);
  },
};

/** A browser sends and keeps the affinity cookie of another origin only with credentials. */
function needsCredentials({ connections }: Observation, { affinity }: StreamPolicy): boolean {
  return affinity.kind === 'cookie' && connections.some((connection) => (headersOf(connection)?.cookies.length ?? 0) > 0);
}

function problemOf(preflight: Connection, status: number, credentials: boolean): Verdict | undefined {
  const { headers } = preflight.request;
  const origin = headers['origin'];
  const allowed = headerOf(preflight, 'access-control-allow-origin');
  if (status < 200 || status > 299)
    return fail('A preflight is to be answered 2xx.', { fix: 'Answer OPTIONS with 204.', source });
  if (allowed !== '*' && allowed !== origin) {
    return fail(`Access-Control-Allow-Origin is ${shown(allowed)}; it must be "${origin}".`, {
      fix: 'Allow the origin of the page.',
      source,
    });
  }
  const withCredentials = headerOf(preflight, 'access-control-allow-credentials') === 'true' && allowed !== '*';
  if (credentials && !withCredentials) {
    return fail(
      `Cookies are set, and the preflight does not allow credentials for "${origin}": pages of that origin lose their affinity.`,
      {
        fix: 'Name the origin, and answer Access-Control-Allow-Credentials: true.',
        source,
      },
    );
  }
  return (
    listProblem(preflight, 'headers', listOf(headers['access-control-request-headers']), withCredentials) ??
    // GET, HEAD and POST need no leave.
    listProblem(
      preflight,
      'methods',
      listOf(headers['access-control-request-method']).filter((method) => !SIMPLE.includes(method)),
      withCredentials,
    )
  );
}

const SIMPLE: readonly string[] = ['get', 'head', 'post'];

function listProblem(
  preflight: Connection,
  what: 'headers' | 'methods',
  asked: readonly string[],
  withCredentials: boolean,
): Verdict | undefined {
  const name = `access-control-allow-${what}`;
  const allowed = listOf(headerOf(preflight, name));
  const missing = asked.filter((each) => !allowed.includes(each) && (withCredentials || !allowed.includes('*')));
  if (missing.length === 0) return undefined;
  return fail(`${name} is ${shown(headerOf(preflight, name))}; it lacks ${missing.join(', ')}.`, {
    fix: `Allow ${missing.join(', ')}.`,
    source,
  });
}

const listOf = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map((each) => each.trim().toLowerCase())
    .filter((each) => each !== '');

const shown = (text: string | undefined): string => (text === undefined ? 'missing' : `"${text}"`);
