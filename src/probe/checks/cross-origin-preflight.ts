import { traitFacts } from '../diagnosis/facts';
import type { StreamPolicy } from '../../policy/stream-policy';
import type { LiveCheck, Verdict } from '../live-check';
import type { Connection, Observation } from '../observation';
import { headerOf, headersOf, madeFor } from '../seen';
import { fail, notAsked, pass, unknown } from '../verdict';

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
    const origin = preflight.request.headers['origin'];
    if (status === undefined || origin === undefined) return unknown('The preflight got no answer, or named no origin.');
    if (status < 200 || status > 299)
      return failed(`The preflight was answered ${status}; it must be 2xx`, 'Answer OPTIONS with 204.');
    const problem = problemOf(preflight, origin, needsCredentials(observation, policy));
    if (problem !== undefined) return failed(`The preflight was answered ${status}, but ${problem.found}`, problem.fix);
    return pass(`The preflight was answered ${status}, and allows what it asked for.`);
  },
};

const failed = (found: string, fix: string): Verdict => fail(`${found}.`, { fix, source: traitFacts.credentials.source });

interface Problem {
  readonly found: string;
  readonly fix: string;
}

/** A browser sends and keeps the affinity cookie of another origin only with credentials. */
function needsCredentials({ connections }: Observation, { affinity }: StreamPolicy): boolean {
  return affinity.kind === 'cookie' && connections.some((connection) => (headersOf(connection)?.cookies.length ?? 0) > 0);
}

function problemOf(preflight: Connection, origin: string, credentials: boolean): Problem | undefined {
  const allowed = headerOf(preflight, 'access-control-allow-origin');
  if (allowed !== '*' && allowed !== origin) {
    return {
      found: `Access-Control-Allow-Origin is ${shown(allowed)}; it must be "${origin}"`,
      fix: 'Allow the origin of the page.',
    };
  }
  const withCredentials = headerOf(preflight, 'access-control-allow-credentials') === 'true' && allowed !== '*';
  if (credentials && !withCredentials) {
    return {
      found: `it allows no credentials for "${origin}": pages there lose the affinity cookie`,
      fix: 'Name the origin, and answer Access-Control-Allow-Credentials: true.',
    };
  }
  const { headers } = preflight.request;
  const methods = listOf(headers['access-control-request-method']).filter((method) => !NEED_NO_LEAVE.includes(method));
  return (
    listProblem(preflight, 'headers', listOf(headers['access-control-request-headers']), withCredentials) ??
    listProblem(preflight, 'methods', methods, withCredentials)
  );
}

const NEED_NO_LEAVE: readonly string[] = ['get', 'head', 'post'];

/** With credentials a wildcard is a name like any other. */
function listProblem(
  preflight: Connection,
  what: 'headers' | 'methods',
  asked: readonly string[],
  withCredentials: boolean,
): Problem | undefined {
  const name = `access-control-allow-${what}`;
  const text = headerOf(preflight, name);
  const allowed = listOf(text);
  const missing = asked.filter((each) => !allowed.includes(each) && (withCredentials || !allowed.includes('*'))).join(', ');
  return missing === '' ? undefined : { found: `${name} is ${shown(text)}; it lacks ${missing}`, fix: `Allow ${missing}.` };
}

const listOf = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map((each) => each.trim().toLowerCase())
    .filter((each) => each !== '');

const shown = (text: string | undefined): string => (text === undefined ? 'missing' : `"${text}"`);
