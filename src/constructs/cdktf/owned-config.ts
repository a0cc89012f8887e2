import { isDeepStrictEqual } from 'node:util';
import { Token } from 'cdktf';
import { facts } from '../../path/fact';
import type { Remark } from '../../path/hop';
import { isExpression } from '../../terraform/attributes';
import { ownedKeyRemark } from '../owned-key-remark';

const constructFacts = facts({
  tokens: {
    says: 'A token stands for a value that only the deployment knows.',
    source: 'https://developer.hashicorp.com/terraform/cdktf/concepts/tokens',
    checked: '2026-11-21',
    known: 'documented',
  },
});

/** A remark for every key of ours that the user set to something else; ours stays. The types forbid it, JavaScript does not. */
export function ownedKeyRemarks(ours: object, theirs: object): Remark[] {
  const own = new Map<string, unknown>(Object.entries(ours));
  return Object.entries(theirs).flatMap(([key, value]) =>
    !own.has(key) || value === undefined || isDeepStrictEqual(value, own.get(key))
      ? []
      : [ownedKeyRemark(key, value, own.get(key))],
  );
}

/** A remark for every prop that the arithmetic needs and that is a token or an expression. */
export function literalRemarks(props: Readonly<Record<string, unknown>>): Remark[] {
  return Object.entries(props)
    .filter(([, value]) => isLater(value))
    .map(([name]) => literalNeeded(name));
}

export const literalNeeded = (name: string): Remark => ({
  rule: 'literal-needed',
  found: `${name} is a token or expression, known only at deployment`,
  need: 'the check at synthesis needs its value',
  fix: `write ${name} as a literal`,
  fact: constructFacts.tokens,
});

/** The value, or undefined where only the deployment will know it. */
export function literal<T>(value: T): T | undefined {
  return isLater(value) ? undefined : value;
}

/** A token, or an expression that the user wrote as text. */
export const isLater = (value: unknown): boolean => Token.isUnresolved(value) || isExpression(value);
