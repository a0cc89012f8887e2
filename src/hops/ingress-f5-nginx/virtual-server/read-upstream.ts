import { valueAt } from '../../../kubernetes/owned-key';
import type { Remark } from '../../../path/hop';
import { ignored, rejected } from '../../../path/remark';
import { byDefault, set, unknown, type Setting } from '../../../path/setting';
import { affinityByMethod } from '../read-affinity';
import { readProxying, type Values } from '../read-values';
import { cookieOf, stickyProblem } from '../sticky';
import { limitedConnections } from '../value-remarks';
import { upstreamAbout, type UpstreamAbout } from './about';
import { virtualServerFacts as facts } from './facts';
import { COOKIE, fieldOf, fieldRemarks, UPSTREAM } from './fields';

type KeyOf = (field: string) => string;

/** What nginx does on the way to an upstream; `splits` is the key of those that draw it among others. */
export function readUpstream(upstream: unknown, keyOf: KeyOf, splits: string | undefined): Setting[] {
  const about = upstreamAbout(keyOf);
  const values: Values = {
    found: (name) => {
      const found = fieldOf(upstream, name, UPSTREAM);
      return found && { ...found, key: keyOf(name) };
    },
    mayInherit: () => false,
  };
  const affinity = readAffinity(upstream, about, keyOf);
  return [
    ...readProxying(values, about),
    splits === undefined
      ? affinity
      : byDefault('affinity', { kind: 'none' }, { name: 'splits', key: splits, fact: facts.splits }),
  ];
}

function readAffinity(upstream: unknown, about: UpstreamAbout, keyOf: KeyOf): Setting {
  const cookie = enabledCookie(upstream);
  if (cookie !== undefined) {
    const isTaken = cookieRemarks(cookie, keyOf).length === 0;
    return isTaken
      ? set('affinity', cookieOf(stickyText(cookie)), about.cookie)
      : unknown('affinity', `${about.cookie.key} is refused`, about.cookie);
  }
  const method = fieldOf(upstream, 'lb-method', UPSTREAM);
  if (method === undefined) return byDefault('affinity', { kind: 'none' }, about.noAffinity);
  return method.isTaken
    ? affinityByMethod(method.value, about.method.key, about.noAffinity)
    : unknown('affinity', `${about.method.key} is "${method.value}", which is refused`, about.method);
}

function enabledCookie(upstream: unknown): unknown {
  const cookie = valueAt(upstream, ['sessionCookie']);
  return fieldOf(cookie, 'enable', COOKIE)?.value === 'true' ? cookie : undefined;
}

/** As the controller writes it into the configuration of nginx. */
function stickyText(cookie: unknown): string {
  const valueOf = (name: string): string | undefined => fieldOf(cookie, name, COOKIE)?.value;
  const parameters = ['expires', 'domain', 'path', 'samesite'].map((name) => {
    const value = valueOf(name);
    return value === undefined ? [] : [`${name}=${value}`];
  });
  const switches = ['httpOnly', 'secure'].filter((name) => valueOf(name) === 'true').map((name) => name.toLowerCase());
  return [valueOf('name'), ...parameters.flat(), ...switches].join(' ');
}

/** What becomes of the fields of an upstream. */
export function upstreamRemarks(upstream: unknown, keyOf: KeyOf, splits: string | undefined): Remark[] {
  const most = fieldOf(upstream, 'max-conns', UPSTREAM);
  return [
    ...fieldRemarks(upstream, UPSTREAM, keyOf),
    ...sessionCookie(upstream, keyOf),
    ...(most?.isTaken === true ? limitedConnections(most.value, keyOf('max-conns')) : []),
    ...(splits === undefined ? [] : drawn(upstream, splits, upstreamAbout(keyOf), keyOf)),
  ];
}

function sessionCookie(upstream: unknown, keyOf: KeyOf): Remark[] {
  const written = valueAt(upstream, ['sessionCookie']);
  if (written === undefined || written === null) return [];
  const cookie = enabledCookie(upstream);
  if (cookie !== undefined) return [sinceVersion(keyOf), ...cookieRemarks(cookie, keyOf)];
  return [
    ...fieldRemarks(written, COOKIE, cookieKey(keyOf)),
    ...(valueAt(written, ['enable']) === undefined ? [off(keyOf)] : []),
  ];
}

const cookieKey =
  (keyOf: KeyOf): KeyOf =>
  (name) =>
    `${keyOf('sessionCookie')}.${name}`;

/** What is wrong with a cookie that is switched on. */
function cookieRemarks(cookie: unknown, keyOf: KeyOf): Remark[] {
  const refused = fieldRemarks(cookie, COOKIE, cookieKey(keyOf));
  if (fieldOf(cookie, 'name', COOKIE) === undefined) return [...refused, noName(keyOf)];
  const problem = refused.length > 0 ? undefined : stickyProblem(stickyText(cookie));
  return problem === undefined ? refused : [parameter(problem, keyOf)];
}

const noName = (keyOf: KeyOf): Remark =>
  rejected(
    `${keyOf('sessionCookie')} has no name`,
    'the controller rejects the whole object for it and serves nothing of it',
    'write the name of the cookie',
    facts.sessionCookieName,
    keyOf('sessionCookie'),
  );

const parameter = (problem: string, keyOf: KeyOf): Remark =>
  rejected(
    `${keyOf('sessionCookie')}: ${problem}`,
    'the check of the controller does not see it, and nginx refuses its whole configuration, which blocks every later change of every object',
    'write expires in whole seconds, such as 24h',
    facts.sessionCookie,
    keyOf('sessionCookie'),
  );

const sinceVersion = (keyOf: KeyOf): Remark => ({
  ...rejected(
    'affinity is by sessionCookie',
    `with open source the controller takes it from ${facts.sessionCookie.min} on, and an older one rejects the object; which one runs the input does not show`,
    `run controller ${facts.sessionCookie.min} or newer, or NGINX Plus`,
    facts.sessionCookie,
    keyOf('sessionCookie'),
  ),
  level: 'note',
});

const off = (keyOf: KeyOf): Remark => ({
  ...ignored(
    `${keyOf('sessionCookie')} has no enable`,
    'nginx then sets no cookie, whatever else is written of it',
    'write enable: true',
    facts.sessionCookieOff,
    cookieKey(keyOf)('enable'),
  ),
  edit: { key: cookieKey(keyOf)('enable'), value: true },
});

/** Affinity within an upstream holds no client that is drawn to another. */
function drawn(upstream: unknown, splits: string, about: UpstreamAbout, keyOf: KeyOf): Remark[] {
  if (readAffinity(upstream, about, keyOf).origin === 'default') return [];
  return [
    {
      rule: 'affinity-conflicts-with-load-balancing',
      found: `${splits} draws an upstream for each request, and the affinity of an upstream keeps a client on a pod of that one only`,
      need: 'a client that returns is drawn to any of the upstreams, where its pod is not',
      fix: 'send the path of the stream to one upstream by action.pass, or choose the upstream by matches on a cookie',
      fact: facts.splits,
      key: splits,
    },
  ];
}
