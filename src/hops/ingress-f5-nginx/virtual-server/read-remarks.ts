import { listAt } from '../../../kubernetes/ingress';
import { describe, keyIn, type KubeObject } from '../../../kubernetes/object';
import { valueAt } from '../../../kubernetes/owned-key';
import type { Remark } from '../../../path/hop';
import { rejected } from '../../../path/remark';
import { snippetRemarks } from '../snippet-remarks';
import { virtualServerFacts as facts } from './facts';
import { targetsOf, type Route } from './routes';

/** Of the whole object; `holder` is the one that has the route. */
export function serverRemarks(main: KubeObject, server: KubeObject | undefined, holder: KubeObject): Remark[] {
  const host = valueAt(main, ['spec', 'host']);
  return [
    ...(typeof host === 'string' && host !== '' ? [] : [noHost(host)]),
    ...(server === undefined ? [noServer(main)] : otherHost(server, holder)),
    ...snippet(main, 'server-snippets', ['spec', 'server-snippets'], 'spec.server-snippets'),
  ];
}

const noHost = (host: unknown): Remark =>
  rejected(
    `spec.host is ${JSON.stringify(host ?? null)}`,
    'the controller rejects the whole object for it and serves nothing of it',
    'write the host that clients use',
    facts.hostOfRoute,
    'spec.host',
  );

const noServer = (route: KubeObject): Remark => ({
  rule: 'hop-not-in-input',
  found: `no VirtualServer of the input has a route to ${describe(route)}`,
  need: 'the controller serves a VirtualServerRoute with its VirtualServer only, whose TLS holds for it',
  fix: 'add the VirtualServer to the input',
  fact: facts.route,
});

function otherHost(server: KubeObject, holder: KubeObject): Remark[] {
  const [own, host] = [server, holder].map((object) => valueAt(object, ['spec', 'host']));
  if (server === holder || own === host) return [];
  const key = keyIn(holder, 'spec.host');
  return [
    rejected(
      `${key} is ${JSON.stringify(host ?? null)} and that of ${describe(server)} is ${JSON.stringify(own ?? null)}`,
      'the controller rejects the VirtualServerRoute for it, and its paths are not served',
      `write ${JSON.stringify(own ?? 'the host that clients use')}`,
      facts.hostOfRoute,
      key,
    ),
  ];
}

/** Of one route. */
export function routeRemarks(route: Route, inPlace: (key: string) => string): Remark[] {
  const key = inPlace(`${route.key}.location-snippets`);
  return [
    ...(route.missing === undefined ? unnamed(route, inPlace) : []),
    ...snippet(route.written, 'location-snippets', ['location-snippets'], key),
  ];
}

function unnamed({ holder, key, ...route }: Route, inPlace: (key: string) => string): Remark[] {
  const names = listAt(holder, 'spec', 'upstreams').map((one) => valueAt(one, ['name']));
  const unknownNames = targetsOf({ holder, key, ...route }).filter(({ upstream }) => !names.includes(upstream));
  return unknownNames.map(({ upstream }) =>
    rejected(
      `${inPlace(key)} names upstream "${upstream}", and ${describe(holder)} has none of that name`,
      'the controller rejects the whole object for it and serves nothing of it',
      `name one of spec.upstreams${names.length === 0 ? '' : `: ${names.join(', ')}`}`,
      facts.upstreamNamed,
      inPlace(key),
    ),
  );
}

const FIELD: Readonly<Record<string, string>> = {
  'proxy-buffering': 'buffering',
  'proxy-read-timeout': 'read-timeout',
  'proxy-send-timeout': 'send-timeout',
};

function snippet(object: unknown, name: 'location-snippets' | 'server-snippets', path: string[], key: string): Remark[] {
  const value = valueAt(object, path);
  if (typeof value !== 'string' || value === '') return [];
  return snippetRemarks(name, { value, key }, (annotation) => `${FIELD[annotation]} of the upstream`);
}
