import type { Remark } from '../../../../path/hop';
import { rejected } from '../../../../path/remark';
import { isAtLeast } from '../version';
import { about } from './about';
import { ngfFacts as facts } from './facts';

/** What came with a version of NGINX Gateway Fabric: the fact that says so, and the key. */
const CAME_LATE = {
  readTimeout: { fact: facts.readTimeout, key: about.readTimeout.key },
  buffering: { fact: facts.buffering, key: about.buffering.key },
  method: { fact: facts.method, key: about.method.key },
  plusOnly: { fact: facts.plusOnly, key: about.session.key },
};

export type Needed = keyof typeof CAME_LATE;

/** What this version does not have; nothing where it is not known. */
export function versionRemarks(version: string | undefined, needed: readonly Needed[]): Remark[] {
  if (version === undefined) return [];
  return needed
    .map((each) => CAME_LATE[each])
    .filter(({ fact }) => isAtLeast(version, fact.min) !== true)
    .map(({ key, fact }) =>
      rejected(
        `NGINX Gateway Fabric is "${version}" and ${key} is set`,
        `it is there from ${fact.min} on`,
        `upgrade NGINX Gateway Fabric to ${fact.min} or later, and write its version as three numbers`,
        fact,
        key,
      ),
    );
}
