import type { KubeObject } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';
import type { Remark } from '../../path/hop';
import { rejected } from '../../path/remark';
import { httpRouteFacts as facts } from './facts';
import type { FoundRoute } from './implementation';
import { isAtLeast } from './implementations/version';
import { CRDS_ANNOTATION, sessionOf, type Cookie, type SessionPersistence } from './session-persistence';
import { refsOf } from './target-refs';

/** The fields that the schema has from a version on, newest first. */
const SHAPES = [
  { fact: facts.sessionCookie, fields: ['type', 'absoluteTimeout', 'cookie', 'header'] },
  { fact: facts.sessionIdle, fields: ['type', 'absoluteTimeout', 'sessionName', 'cookieConfig'] },
  { fact: facts.sessionShape, fields: ['type', 'absoluteTimeout', 'sessionName', 'cookieConfig', 'idleTimeout'] },
];

/** What these CRDs cannot hold of a policy's cookie. */
export function plannedRemarks({ lifetime }: Cookie, { experimentalCrds }: SessionPersistence): Remark[] {
  const isHeld = /^([0-9]{1,5}(h|m|s|ms)){1,4}$/.test(lifetime.toString());
  return [
    ...versionRemarks(experimentalCrds),
    ...(isHeld
      ? []
      : [
          rejected(
            `sessionPersistence.absoluteTimeout is to be ${lifetime}`,
            'it takes five digits a unit at most',
            "shorten the policy's affinity.lifetime",
            facts.sessionShape,
          ),
        ]),
  ];
}

interface Crds {
  readonly version: string | undefined;
  /** Undefined where only a policy of ours tells the version. */
  readonly channel: string | undefined;
}

/** The CRDs that the cluster has for HTTPRoutes: those of the input, else those a policy for the route was written for. */
function crdsOf({ route, objects, policies }: FoundRoute): Crds {
  const crd = objects.find(
    ({ kind, metadata }) => kind === 'CustomResourceDefinition' && metadata.name === 'httproutes.gateway.networking.k8s.io',
  );
  const annotation = (of: KubeObject | undefined, name: string) => of?.metadata.annotations?.[name];
  const isForRoute = (policy: KubeObject) => refsOf(policy).some(({ name }) => name === route.metadata.name);
  const bundle = annotation(crd, 'gateway.networking.k8s.io/bundle-version')?.match(/^v([1-9][\d.]*)/)?.[1];
  return {
    version: bundle ?? policies.filter(isForRoute).flatMap((policy) => annotation(policy, CRDS_ANNOTATION) ?? [])[0],
    channel: annotation(crd, 'gateway.networking.k8s.io/channel'),
  };
}

/**
 * What is wrong with `sessionPersistence` on rules, whoever serves them.
 * @param instead What does the same without it, as a step to take.
 */
export function sessionRemarks(found: FoundRoute, instead: string): Remark[] {
  const sessions = found.rules.flatMap((rule) => valueAt(rule, ['sessionPersistence']) ?? []);
  if (sessions.length === 0) return [];
  const { version, channel } = crdsOf(found);
  if (channel === 'standard') {
    return [rejected(HAS, `the CRDs of the input are of the standard channel, which drops it`, instead, facts.bundle, KEY)];
  }
  return [
    { ...experimental(instead), ...(version === undefined ? {} : { level: 'note' }) },
    ...(version === undefined ? [] : versionRemarks(version)),
    ...sessions.flatMap((session) => [...shapeRemarks(session, version), ...lifetimeRemarks(session)]),
  ];
}

const KEY = 'spec.rules[].sessionPersistence';
const HAS = `${KEY} is set`;

const experimental = (fix: string): Remark => ({
  rule: 'experimental-field',
  found: HAS,
  need: 'the standard channel drops the field, and its shape changes from release to release',
  fix,
  fact: facts.sessionChannel,
  key: KEY,
});

/** CRDs that have no such field, or that no one can tell the shape of. */
function versionRemarks(version: string): Remark[] {
  const { min } = facts.sessionShape;
  if (isAtLeast(version, min) === true) return [];
  return [
    rejected(
      `the experimental CRDs are ${JSON.stringify(version)} and sessionPersistence is set`,
      `they have it from ${min} on`,
      'install newer ones, and write their version as three numbers, such as 1.6.1',
      facts.sessionShape,
      KEY,
    ),
  ];
}

function shapeRemarks(session: unknown, version: string | undefined): Remark[] {
  const shape = SHAPES.find(({ fact }) => isAtLeast(version, fact.min) === true);
  if (shape === undefined) return [];
  const { fact, fields } = shape;
  return Object.keys(session ?? {})
    .filter((field) => !fields.includes(field))
    .map((field) =>
      rejected(
        `sessionPersistence.${field} is set, and the CRDs are ${version}`,
        `from ${fact.min} on it has ${fields.join(', ')}; the API server refuses or drops any other field`,
        `write ${fields.join(', ')} only`,
        fact,
        `${KEY}.${field}`,
      ),
    );
}

function lifetimeRemarks(session: unknown): Remark[] {
  const { lifetimeType = 'Session', absoluteTimeout } = sessionOf({ sessionPersistence: session }) ?? {};
  if (lifetimeType === 'Session' || (lifetimeType === 'Permanent' && absoluteTimeout !== undefined)) return [];
  return [
    rejected(
      `sessionPersistence has lifetimeType ${JSON.stringify(lifetimeType)} and ${absoluteTimeout === undefined ? 'no' : 'an'} absoluteTimeout`,
      'it takes Session, or Permanent with an absoluteTimeout; the API server refuses anything else',
      'set lifetimeType to Permanent and absoluteTimeout to the lifetime of the cookie',
      facts.sessionShape,
      KEY,
    ),
  ];
}
