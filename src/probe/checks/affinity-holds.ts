import type { StreamPolicy } from '../../policy/stream-policy';
import { cookieProblem, cookieText } from '../diagnosis/affinity-cookie';
import { LUCK } from '../diagnosis/margins';
import type { LiveCheck, Verdict } from '../live-check';
import type { Connection, Cookie, Observation } from '../observation';
import { headersOf, instanceOf, madeFor } from '../seen';
import { counted, fail, notAsked, pass, unknown } from '../verdict';

export const affinityHolds: LiveCheck = {
  id: 'affinity-holds',
  title: 'A client that comes back with its cookie gets the instance it had, and new clients spread.',
  symptom: 'After a reconnect the client misses events or its session, now and then, more often the more pods run.',
  cause: 'No hop brings the client back to its pod, or a browser does not return the cookie that would.',
  remedy: 'Switch cookie affinity on at the hop that chooses the pod, with path "/", and Secure where SameSite is None.',
  judge(observation, policy) {
    const { affinity } = policy;
    if (affinity.kind === 'none') return { status: 'skipped', evidence: `The policy needs no affinity: ${affinity.reason}.` };
    const fresh = madeFor(observation, 'fresh');
    const visits = madeFor(observation, 'returning').flatMap((again) => visitOf(observation, again) ?? []);
    if (fresh.length === 0) return notAsked(observation, 'new clients, and the same again');
    if (visits.length === 0) return unknown(withoutVisits(observation, fresh));
    return judgeVisits(policy, fresh, visits);
  },
};

interface Visit {
  readonly first: string;
  readonly then: string;
}

function visitOf({ connections }: Observation, again: Connection): Visit | undefined {
  const before = connections.find(({ id }) => id === again.follows);
  const first = before === undefined ? undefined : instanceOf(before);
  const then = instanceOf(again);
  return first === undefined || then === undefined ? undefined : { first, then };
}

function withoutVisits({ interrupted }: Observation, fresh: readonly Connection[]): string {
  if (interrupted) return 'The probe was stopped before a client had come back.';
  const cookies = fresh.flatMap(cookiesOf).map(({ name }) => name);
  const told = cookies.length === 0 ? 'no cookie was set' : `cookies were set: ${[...new Set(cookies)].join(', ')}`;
  return `No event says which instance sent it, so returning clients cannot be followed; ${told}.`;
}

function judgeVisits(policy: StreamPolicy, fresh: readonly Connection[], visits: readonly Visit[]): Verdict {
  const instances = [...new Set(fresh.flatMap((connection) => instanceOf(connection) ?? []))];
  const cookies = affinityCookies(policy, fresh);
  const moved = visits.filter(({ first, then }) => first !== then).length;
  const set = cookies.length === 0 ? 'no cookie was set' : `the cookie was ${cookieText(cookies[0])}`;
  const told = `${counted(fresh.length, 'new client')} met ${counted(instances.length, 'instance')}; ${visits.length - moved} of ${visits.length} that came back met theirs; ${set}`;
  if (moved > 0) {
    const suspects =
      cookies.length === 0
        ? ['no affinity at the hop that chooses the instance']
        : ['a cookie that another hop set, or that is hashed'];
    return fail(`${told}.`, { suspects, fix: 'Switch cookie affinity on at the hop that chooses the instance.' });
  }
  const problem =
    policy.affinity.kind === 'cookie' ? cookies.flatMap((cookie) => cookieProblem(cookie, policy, fresh[0]) ?? [])[0] : undefined;
  if (problem !== undefined) return fail(`${told}, but ${problem.found}.`, problem.more);
  if (instances.length === 1) {
    return unknown(`${told}. With one instance every client comes back to it.`, {
      suspects: ['one instance', 'affinity by address'],
    });
  }
  if (cookies.length === 0 && instances.length ** -visits.length > LUCK)
    return unknown(`${told}. So few come back by luck alone.`);
  return pass(`${told}.`);
}

/** By the policy's name where there is one; otherwise whatever was set, as a hop may name its own. */
function affinityCookies({ affinity }: StreamPolicy, fresh: readonly Connection[]): Cookie[] {
  const all = fresh.flatMap(cookiesOf);
  const named = all.filter(({ name }) => affinity.kind === 'cookie' && name === affinity.name);
  return named.length > 0 ? named : all;
}

const cookiesOf = (connection: Connection): readonly Cookie[] => headersOf(connection)?.cookies ?? [];
