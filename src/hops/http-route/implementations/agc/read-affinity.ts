import { ignored, rejected } from '../../../../path/remark';
import type { KubeObject } from '../../../../kubernetes/object';
import { valueAt } from '../../../../kubernetes/owned-key';
import type { Fact } from '../../../../path/fact';
import type { Remark } from '../../../../path/hop';
import { byDefault, set } from '../../../../path/setting';
import { durationIn } from '../../duration-in';
import type { FoundRoute, Stretch } from '../../implementation';
import { about, MANAGED_COOKIE } from './about';
import { agcRouteFacts as facts } from './facts';
import { cookie } from './settings';
import { servicePoliciesOf } from './targets';

/** The key that holds a SessionAffinity, which a RoutePolicy and an IngressExtension have alike. */
interface AboutAffinity {
  readonly name: string;
  readonly key: string;
  readonly fact: Fact;
}

interface SessionAffinity {
  readonly affinityType?: unknown;
  readonly cookieName?: unknown;
  readonly cookieDuration?: unknown;
}

/** What a RoutePolicy does to bring a client back to its pod. */
export function readAffinity(found: FoundRoute, policy: KubeObject | undefined, version: string | undefined): Stretch {
  return readSessionAffinity(valueAt(policy, ['spec', 'default', 'sessionAffinity']), found, about.affinity, version);
}

/** What a SessionAffinity does, with what the policies of the Services behind it say against it. */
export function readSessionAffinity(
  value: unknown,
  found: Pick<FoundRoute, 'policies' | 'services'>,
  about: AboutAffinity,
  version: string | undefined,
): Stretch {
  const written = value as SessionAffinity | undefined;
  if (written === undefined) return { settings: [byDefault('affinity', { kind: 'none' }, about)], remarks: [] };
  const read = written.affinityType === 'managed-cookie' ? readManaged : readApplication;
  const { settings, remarks } = read(written, about, version);
  return { settings, remarks: [...remarks, ...balancingRemarks(found)] };
}

function readManaged(
  { cookieName, cookieDuration }: SessionAffinity,
  about: AboutAffinity,
  version: string | undefined,
): Stretch {
  const { key } = about;
  const discarded = Object.entries({ cookieName, cookieDuration }).filter(([, value]) => value !== undefined);
  return {
    settings: [set('affinity', cookie(MANAGED_COOKIE, facts.managedCookie.fixed, version), about)],
    remarks: discarded.map(([name, value]) =>
      ignored(
        `${key}.${name} is ${JSON.stringify(value)} and affinityType managed-cookie`,
        'the cookie is AGCAffinity for 24h; a name or lifetime of your own is discarded',
        `remove ${name}, or use application-cookie`,
        facts.managedCookie,
        `${key}.${name}`,
      ),
    ),
  };
}

/** What the API server or the controller refuses is not there at all. */
function readApplication(
  { affinityType, cookieName, cookieDuration }: SessionAffinity,
  about: AboutAffinity,
  version: string | undefined,
): Stretch {
  const { key } = about;
  const lifetime = durationIn(cookieDuration);
  if (affinityType === 'application-cookie' && typeof cookieName === 'string' && lifetime !== undefined) {
    return { settings: [set('affinity', cookie(cookieName, lifetime, version), about)], remarks: [] };
  }
  const refuse = (name: string, value: unknown, need: string, fact: Fact): Remark =>
    rejected(
      `${key}.${name} is ${JSON.stringify(value)}`,
      need,
      `write affinityType application-cookie with a cookieName and a cookieDuration such as "86400s"`,
      fact,
      `${key}.${name}`,
    );
  const remarks: Remark[] = [];
  if (affinityType !== 'application-cookie') {
    remarks.push(refuse('affinityType', affinityType, 'it takes application-cookie or managed-cookie', facts.affinity));
  }
  if (typeof cookieName !== 'string') {
    remarks.push(refuse('cookieName', cookieName, 'application-cookie needs it', facts.affinity));
  }
  if (lifetime === undefined) {
    remarks.push(refuse('cookieDuration', cookieDuration, 'application-cookie needs a text with a unit', facts.cookieDuration));
  }
  return { settings: [byDefault('affinity', { kind: 'none' }, about)], remarks };
}

/** A BackendLoadBalancingPolicy that only breaks circuits leaves the strategy alone. */
function balancingRemarks(found: Pick<FoundRoute, 'policies' | 'services'>): Remark[] {
  return servicePoliciesOf('BackendLoadBalancingPolicy', found, found.services).flatMap((policy) => {
    const balancing = valueAt(policy, ['spec', 'loadBalancing']) as { strategy?: string; slowStart?: unknown } | undefined;
    if (balancing === undefined) return [];
    if (balancing.strategy === 'ring-hash' && balancing.slowStart === undefined) return [ringHash(policy.metadata.name)];
    const asked = balancing.slowStart === undefined ? `strategy ${balancing.strategy ?? 'round-robin'}` : 'slowStart';
    return [
      {
        rule: 'affinity-conflicts-with-load-balancing',
        found: `BackendLoadBalancingPolicy ${policy.metadata.name} sets ${asked} for a Service with affinity`,
        need: 'affinity is refused beside any strategy but its own, and beside slow start',
        fix: `remove spec.loadBalancing from BackendLoadBalancingPolicy ${policy.metadata.name}`,
        fact: facts.loadBalancing,
        key: `BackendLoadBalancingPolicy/${policy.metadata.name} spec.loadBalancing`,
      },
    ];
  });
}

/** The one strategy that affinity goes with, if the controller takes it. */
const ringHash = (policy: string): Remark => ({
  ...rejected(
    `BackendLoadBalancingPolicy ${policy} sets strategy ring-hash`,
    'some controllers refuse it; the documented way to affinity is without the policy',
    `remove spec.loadBalancing from BackendLoadBalancingPolicy ${policy}`,
    facts.ringHash,
    `BackendLoadBalancingPolicy/${policy} spec.loadBalancing`,
  ),
  level: 'unknown',
});
