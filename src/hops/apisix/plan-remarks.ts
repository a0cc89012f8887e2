import type { Remark } from '../../path/hop';
import { rejected } from '../../path/remark';
import type { StreamPolicy } from '../../policy/stream-policy';
import type { Keys } from './about';
import { apisixFacts as facts } from './facts';
import type { ApisixFeatures } from './hop';
import { HASH_NAME } from './read-affinity';
import { versionRemarks } from './read-plugins';

/** What of a policy, or of the options, APISIX or this version of it cannot do. */
export function planRemarks(policy: StreamPolicy, { cookie, version }: ApisixFeatures, keys: Keys): Remark[] {
  const byCookie = policy.affinity.kind === 'cookie';
  return [
    ...versionRemarks(version, keys),
    ...(byCookie && cookie === undefined ? [noCookie] : []),
    ...(byCookie && cookie !== undefined && !HASH_NAME.test(cookie.name) ? [cookieName(cookie.name)] : []),
  ];
}

const noCookie: Remark = {
  rule: 'affinity-unsupported-by-hop',
  found: 'the policy asks for affinity by cookie',
  need: 'APISIX sets no cookie; it chooses the pod by one that the application sets',
  fix: 'have the application set a cookie and name it in the option cookie, as { setBy: "application", name }; or ask for affinity none with the reason why any pod can serve any client',
  fact: facts.cookieHash,
};

const cookieName = (name: string): Remark =>
  rejected(
    `the option cookie.name is "${name}"`,
    'APISIX refuses an upstream whose hash is on that name; it takes letters, digits, - and _ only',
    'give the cookie another name, in the application and in the option',
    facts.hashKey,
  );
