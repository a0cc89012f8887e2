import { literalRemarks } from '../../../constructs/cdktf/owned-config';
import type { Remark } from '../../../path/hop';
import { rateRemarks } from '../prop-remarks';

/** What is wrong with a rate in the props of a construct or mixin: a token is a number too, of no meaning. */
export function eventsRemarks(eventsPerSecond: number): Remark[] {
  const tokens = literalRemarks({ eventsPerSecond });
  return tokens.length > 0 ? tokens : rateRemarks(eventsPerSecond);
}
