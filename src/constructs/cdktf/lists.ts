import { Fn, Token } from 'cdktf';

/** A list with one more in front. Of one that only the deployment knows, Terraform makes it: it may be a set there. */
export const withFirst = (first: string, others: string[] = []): string[] =>
  Token.isUnresolved(others) ? Token.asList(Fn.concat([[first], Fn.tolist(others)])) : [first, ...others];
