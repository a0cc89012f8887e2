import { facts } from '../path/fact';
import type { Remark } from '../path/hop';

const constructFacts = facts({
  ownership: {
    says: 'A construct or mixin owns the keys the stream needs; everything else is passed through.',
    source: 'docs/decisions/0003-owned-keys.md',
    checked: '2026-11-21',
    known: 'documented',
  },
});

/** For an object of somebody else that is for other things too, so that a mixin does not write what it lacks. */
export function leftRemark(object: string, others: readonly string[], keys: readonly string[]): Remark {
  return {
    rule: 'owned-key-set-by-user',
    found: `${object} is for ${others.join(' and ')} too`,
    need: `the stream needs other values of ${keys.join(', ')}, which would hold for all of it, so it was left as it is`,
    fix: 'take the target of the stream out of it: the mixin then makes an object of its own',
    fact: constructFacts.ownership,
  };
}

/** For a key of ours that the user set too. */
export function ownedKeyRemark(key: string, theirs: unknown, ours: unknown): Remark {
  return {
    rule: 'owned-key-set-by-user',
    found: `${key} is set to ${JSON.stringify(theirs)} in the props`,
    need: `this construct owns the key and computes ${JSON.stringify(ours)} from the policy and its other props`,
    fix: `remove ${key} from the props and change the policy, or make the object yourself and apply the mixin`,
    fact: constructFacts.ownership,
  };
}

/** For a key that a mixin wrote and that will not be written so. */
export function overwrittenKeyRemark(key: string, written: unknown, ours: unknown): Remark {
  return {
    rule: 'owned-key-set-by-user',
    found: `${key} will be ${written === undefined ? 'missing' : JSON.stringify(written)}`,
    need: `the mixin wrote ${JSON.stringify(ours)}, and an override or code that ran later changed it`,
    fix: `take out what sets ${key} besides the mixin, or do not apply the mixin`,
    fact: constructFacts.ownership,
    key,
  };
}
