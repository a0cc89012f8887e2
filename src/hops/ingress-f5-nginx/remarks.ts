import type { Remark } from '../../path/hop';
import { rejected } from '../../path/remark';
import type { StreamPolicy } from '../../policy/stream-policy';
import { about } from './about';
import { f5NginxFacts as facts } from './facts';

const COOKIE_NAME = /^[A-Za-z0-9._~-]+$/;

/** What is true of every Ingress of the controller. */
export const everyIngress: readonly Remark[] = [
  {
    rule: 'reload-cuts-streams',
    found: `with open source a change of any pod or route on the controller reloads nginx; old workers keep their streams, and their memory, until the last one ends (worker-shutdown-timeout ${facts.workerShutdown.default}, default)`,
    need: 'frequent rollouts add up to many workers, and a worker-shutdown-timeout cuts the streams of all of them',
    fix: 'end streams by age (maxAge.limit), and leave worker-shutdown-timeout unset or above it',
    fact: facts.reload,
    level: 'note',
  },
  {
    rule: 'gateway-drain-timeout',
    found: `when a pod of the controller ends, its streams get ${facts.gracePeriod.default} (terminationGracePeriodSeconds of its chart, default)`,
    need: 'clients must return by themselves, and the server replay from Last-Event-ID',
    fix: 'raise controller.terminationGracePeriodSeconds of the chart, and resume by Last-Event-ID',
    fact: facts.gracePeriod,
    level: 'note',
  },
  // The rule itself is silent where what clients connect to is not in the input, and here that is mostly so.
  {
    rule: 'http2-at-edge',
    found: 'HTTP/2 is off unless the ConfigMap of the controller switches it on, which no route of it shows',
    need: 'over HTTP/1.1 a browser has few connections to a site, and each stream holds one',
    fix: 'write http2: "True" in the ConfigMap of the controller, where clients connect to it',
    fact: facts.http2,
    level: 'note',
  },
];

/** Of an affinity by sticky-cookie-services. */
export const sinceVersion: Remark = {
  rule: 'setting-ignored-by-target',
  found: 'affinity is by nginx.org/sticky-cookie-services',
  need: `the controller heeds it from ${facts.sticky.min} on, and an older one ignores it; which one runs cannot be seen here`,
  fix: `run controller ${facts.sticky.min} or newer`,
  fact: facts.sticky,
  key: about.cookie.key,
  level: 'note',
};

/** What the policy asks for and this hop cannot do. */
export function policyRemarks({ affinity }: StreamPolicy): Remark[] {
  return [
    ...(affinity.kind === 'cookie' ? [sinceVersion] : []),
    ...(affinity.kind === 'cookie' && !COOKIE_NAME.test(affinity.name) ? [cookieName(affinity.name)] : []),
  ];
}

const cookieName = (name: string): Remark =>
  rejected(
    `the policy's cookie is named "${name}"`,
    'its name stands in a list of the controller and in the configuration of nginx; it takes letters, digits and -._~ only',
    "change the policy's affinity.name",
    facts.cookieName,
  );
