import { rejected } from '../../../../path/remark';
import type { Remark } from '../../../../path/hop';
import { VERSION_ANNOTATION } from './about';
import { agcRouteFacts as facts } from './facts';
import { isAtLeast, parseVersion } from '../version';

/** What the version of the controller makes impossible. */
export function versionRemarks(version: string | undefined, writesZero: boolean): Remark[] {
  if (version === undefined) return [];
  const found = `the ALB Controller is "${version}"`;
  if (parseVersion(version) === undefined) {
    return [
      rejected(
        found,
        'a whole version is needed to know what is legal',
        `write it as 1.12.4 in albControllerVersion or ${VERSION_ANNOTATION}`,
        facts.zeroTimeout,
      ),
    ];
  }
  if (isAtLeast(version, facts.sse.min) === false) {
    return [
      {
        rule: 'hop-does-not-support-sse',
        found,
        need: `${facts.sse.min} or later`,
        fix: `upgrade the ALB Controller to ${facts.zeroTimeout.min} or later`,
        fact: facts.sse,
      },
    ];
  }
  if (writesZero && isAtLeast(version, facts.zeroTimeout.min) === false) {
    return [
      rejected(
        `${found} and the request timeout 0s`,
        `0s works from ${facts.zeroTimeout.min} on`,
        `upgrade the ALB Controller to ${facts.zeroTimeout.min} or later`,
        facts.zeroTimeout,
      ),
    ];
  }
  return [];
}
