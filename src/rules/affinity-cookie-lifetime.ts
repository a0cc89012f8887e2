import { byKey } from './ask/fix';
import { judgeCookies } from './ask/cookies';
import { mayDecide } from './ask/pod-chooser';
import type { Rule } from './rule';

export const affinityCookieLifetime: Rule = {
  id: 'affinity-cookie-lifetime',
  level: 'error',
  title: 'The affinity cookie outlives the stream.',
  symptom: 'A client keeps its pod for a while after its first visit and then moves in mid-session.',
  cause: 'The lifetime runs from the answer that set the cookie. Hops do not renew it while it is in use.',
  remedy: 'Give the cookie a lifetime longer than a session with its reconnects, or make it a session cookie.',
  aspects: ['affinity'],
  provenBy: [{ command: 'curl -sN -D - -o /dev/null --max-time 5 URL', shows: 'Max-Age and Expires of Set-Cookie' }],
  ask: (policy, path) =>
    judgeCookies(policy, mayDecide(path), ({ name, lifetime }, setting) => {
      const { limit } = policy.maxAge;
      const asked = policy.affinity.kind === 'cookie' ? policy.affinity.lifetime : undefined;
      const found = `cookie ${name} lives ${lifetime} from the answer that set it`;
      const longer = (wanted: string) =>
        byKey(`give the cookie a lifetime of ${wanted} or more`, setting, `set the policy's maxAge.limit below ${lifetime}`);
      if (lifetime === 'session') return undefined;
      if (lifetime === 'unknown') {
        return {
          level: 'unknown',
          message: `no source says how long cookie ${name} lives; it must outlive the stream`,
          fix: 'read Max-Age and Expires of its Set-Cookie header on the deployed path',
        };
      }
      if (limit !== 'disabled' && lifetime.isShorterThan(limit)) {
        return {
          message: `${found}, streams live up to ${limit}: a client that returns later lands on any pod; it must live at least ${limit}`,
          fix: longer((asked?.isLongerThan(limit) ? asked : limit).toString()),
        };
      }
      if (asked !== undefined && lifetime.isShorterThan(asked)) {
        return {
          level: 'warning',
          message: `${found}; the policy asks for ${asked}`,
          fix: byKey(`give the cookie a lifetime of ${asked}`, setting, `set the policy's affinity.lifetime to ${lifetime}`),
        };
      }
      if (limit !== 'disabled') return undefined;
      return {
        level: 'note',
        message: `${found}, and no max age ends a stream: one that is older returns to any pod`,
        fix: "set the policy's maxAge.limit, or make it a session cookie where the hop can",
      };
    }),
};
