import { known } from '../path/hop';
import { byKey } from './ask/fix';
import { judgeCookies } from './ask/cookies';
import type { Rule } from './rule';

export const affinityCookieNameCollision: Rule = {
  id: 'affinity-cookie-name-collision',
  level: 'error',
  title: 'No two hops of a path set a cookie of the same name.',
  symptom: 'A client moves to another pod with every request.',
  cause: 'Each hop takes the cookie of the other for its own, does not know its value, chooses anew and overwrites it.',
  remedy: 'Give each hop, and each backend, a cookie name of its own.',
  aspects: ['affinity'],
  provenBy: [
    { check: 'affinity-holds' },
    { command: 'curl -sN -D - -o /dev/null --max-time 5 URL', shows: 'no two Set-Cookie headers of one name' },
  ],
  ask: (policy, path) =>
    judgeCookies(policy, path.hops, ({ name }, setting, hop) => {
      const other = path.hops
        .slice(0, path.hops.indexOf(hop))
        .find((inFront) => known(inFront, 'affinity').some(({ value }) => value.kind === 'cookie' && value.name === name));
      if (other === undefined) return undefined;
      return {
        message: `cookie ${name} is set here and by ${other.object} too; each overwrites the other's`,
        fix: byKey('give this cookie a name of its own', setting, `give the cookie of ${other.object} another name`),
      };
    }),
};
