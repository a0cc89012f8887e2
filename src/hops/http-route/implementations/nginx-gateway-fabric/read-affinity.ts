import { ignored, rejected } from '../../../../path/remark';
import { keyIn } from '../../../../kubernetes/object';
import { valueAt } from '../../../../kubernetes/owned-key';
import type { Remark } from '../../../../path/hop';
import { byDefault, set, unknown, type Setting } from '../../../../path/setting';
import type { Duration } from '../../../../policy/duration';
import { durationIn } from '../../duration-in';
import type { FoundRoute, RouteRule, Stretch } from '../../implementation';
import { namesOf } from '../../names-of';
import { sessionOf, type Session } from '../../session-persistence';
import { about, PLUS_ANNOTATION } from './about';
import { ngfFacts as facts } from './facts';
import { readMethod } from './read-method';
import { noAffinity, plusCookie } from './settings';
import { pathsOfRule } from '../../places';
import { together, upstreamSettingsOf } from './targets';

interface BackendRef {
  readonly name: string;
  readonly weight?: number;
}

/** What brings a client of a rule back to its pod. */
export function readAffinity(rule: RouteRule, found: FoundRoute): Stretch {
  const refs = ((valueAt(rule, ['backendRefs']) ?? []) as BackendRef[]).filter(({ weight = 1 }) => weight > 0);
  const session = readSession(rule, found);
  const ofServices = refs.map(({ name }) => ofService(name, found));
  const remarks = [...(session?.remarks ?? []), ...ofServices.flatMap((one) => one.remarks)];
  const settings = session?.settings ?? [];
  const [first = { settings: [noAffinity], remarks: [] }] = ofServices;
  const own = settings.length > 0 ? settings : first.settings;
  if (refs.length < 2) return { settings: own, remarks };
  const isMeant = settings.length > 0 || ofServices.some((one) => !one.settings.includes(noAffinity));
  return {
    settings: [byDefault('affinity', { kind: 'none' }, about.split)],
    remarks: [...remarks, ...(isMeant ? [drawn(refs)] : [])],
  };
}

const drawn = (refs: readonly BackendRef[]): Remark =>
  ignored(
    `a rule with affinity sends to ${refs.map(({ name }) => name).join(' and ')}`,
    'one of them is drawn anew for each request, by its weight, so no client keeps its pod',
    'send the stream to one Service, and canaries by another path or host',
    facts.split,
    'spec.rules[].backendRefs',
  );

function ofService(service: string, found: FoundRoute): Stretch {
  const policies = upstreamSettingsOf(service, found);
  const { spec, rivals } = together(policies);
  const [, later] = rivals;
  if (later === undefined) return readMethod(spec);
  const conflict = `${namesOf(rivals)} set the same field of Service ${service}`;
  const why = 'several UpstreamSettingsPolicies set it, and which of them came first is not in the input';
  return {
    settings: [unknown('affinity', why, about.method)],
    remarks: [
      ignored(conflict, 'the later of them is dropped whole', 'merge them into one', facts.conflict, keyIn(later, 'spec')),
    ],
  };
}

/** `sessionPersistence` where it may count; its settings are empty where it surely does not. */
function readSession(rule: RouteRule, found: FoundRoute): Stretch | undefined {
  const session = sessionOf(rule);
  if (session === undefined) return undefined;
  const isIdle = valueAt(rule, ['sessionPersistence', 'idleTimeout']) !== undefined;
  if (session.type !== 'Cookie' || isIdle) return { settings: [], remarks: [dropped(session, isIdle)] };
  const isPlus = found.policies.some(({ metadata }) => metadata.annotations?.[PLUS_ANNOTATION] === 'true');
  const settings = isPlus
    ? [set('affinity', plusCookie(nameOf(session, rule, found), lifetimeOf(session, rule), pathsIn(rule)), about.session)]
    : unlessHashed(rule, found);
  return { settings, remarks: [...nameRemarks(session), ...shapeRemarks(rule), ...(isPlus ? [] : [plusOnly])] };
}

/** A hash counts on open source and on Plus alike. */
function unlessHashed(rule: RouteRule, found: FoundRoute): Setting[] {
  const refs = (valueAt(rule, ['backendRefs']) ?? []) as BackendRef[];
  const isHashed = refs.some(({ name }) => !ofService(name, found).settings.includes(noAffinity));
  return isHashed ? [] : [unknown('affinity', 'whether the cluster runs NGINX Plus is not in the input', about.session)];
}

/** Expressions have nothing in common with anything. */
function pathsIn(rule: RouteRule): string[] {
  const matches = (valueAt(rule, ['matches']) ?? []) as object[];
  const isExpression = matches.some((match) => valueAt(match, ['path', 'type']) === 'RegularExpression');
  return isExpression ? [''] : pathsOfRule(rule);
}

function nameOf({ name }: Session, rule: RouteRule, { route }: FoundRoute): string {
  const rules = (valueAt(route, ['spec', 'rules']) ?? []) as RouteRule[];
  const { name: routeName, namespace } = route.metadata;
  const isRead = typeof name === 'string' && valueAt(rule, ['sessionPersistence', 'sessionName']) === name;
  return isRead ? name : `sp_${routeName}_${namespace}_${rules.indexOf(rule)}`;
}

/** `cookieConfig: {}` means Session, by the default of its schema. */
function lifetimeOf({ lifetimeType, absoluteTimeout }: Session, rule: RouteRule): Duration | 'session' {
  const hasConfig = valueAt(rule, ['sessionPersistence', 'cookieConfig']) !== undefined;
  const lifetime = durationIn(absoluteTimeout);
  return lifetime === undefined || (hasConfig && lifetimeType !== 'Permanent') ? 'session' : lifetime;
}

const dropped = ({ type }: Session, isIdle: boolean): Remark =>
  ignored(
    isIdle ? 'sessionPersistence.idleTimeout is set' : `sessionPersistence.type is ${JSON.stringify(type)}`,
    'sessionPersistence is then ignored whole, and the route stays Accepted',
    isIdle ? 'remove idleTimeout' : 'use type Cookie',
    facts.sessionOptions,
    `${about.session.key}.${isIdle ? 'idleTimeout' : 'type'}`,
  );

const plusOnly: Remark = {
  ...ignored(
    'spec.rules[].sessionPersistence is set',
    'it counts on NGINX Plus with the experimental CRDs only, and the input does not tell which this is',
    `on open source remove it and hash a cookie that the application sets (${about.cookieHash.key})`,
    facts.plusOnly,
    about.session.key,
  ),
  level: 'unknown',
};

/** A cookie name by RFC 6265. */
const COOKIE_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

function nameRemarks({ name }: Session): Remark[] {
  if (name === undefined || (typeof name === 'string' && COOKIE_NAME.test(name))) return [];
  return [
    rejected(
      `sessionPersistence.sessionName is ${JSON.stringify(name)}`,
      "it is written into the configuration unchecked; a cookie name has letters, digits and !#$%&'*+-.^_`|~ only",
      'set it to such a name',
      facts.sessionName,
      `${about.session.key}.sessionName`,
    ),
  ];
}

function shapeRemarks(rule: RouteRule): Remark[] {
  const name = valueAt(rule, ['sessionPersistence', 'cookie', 'name']);
  if (name === undefined) return [];
  return [
    ignored(
      `sessionPersistence.cookie.name is ${JSON.stringify(name)}`,
      'NGINX Gateway Fabric does not know the shape of Gateway API v1.7 and writes a name of its own',
      'stay on CRDs before v1.7 and write sessionName',
      facts.sessionInNextShape,
      `${about.session.key}.cookie.name`,
    ),
  ];
}
