import { Fn, Token } from 'cdktf';

/** A list with one more in front. One that only the deployment knows is no list yet, and cdktf refuses to spread it. */
export const withFirst = (first: string, others: string[] = []): string[] =>
  Token.isUnresolved(others) ? Token.asList(Fn.concat([[first], others])) : [first, ...others];
