import { listAt } from '../../kubernetes/ingress';
import { describe, type KubeObject } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';
import type { Remark } from '../../path/hop';
import { ignored } from '../../path/remark';
import { httpRouteFacts as facts } from './facts';
import type { RouteRule } from './implementation';
import { listeningOf } from './places';

/** Of two routes that match the same requests, one gets none of them. */
export function precedenceRemarks(route: KubeObject, rules: readonly RouteRule[], objects: readonly KubeObject[]): Remark[] {
  const [listening, matches] = [listeningOf(route), matchesOf(rules)];
  return objects
    .filter((other) => isAnother(route, other))
    .flatMap((other) => {
      const [place, match] = [common(listening, listeningOf(other)), common(matches, matchesOf(listAt(other, 'spec', 'rules')))];
      if (place === undefined || match === undefined) return [];
      return [
        ignored(
          `${describe(other)} matches ${match} of host ${place.split(' ', 1).join('')} on the same Gateway as well`,
          'the older of the two gets every such request, of those made in one second the first by namespace and name, and the other none',
          'leave the path to one of the two routes, or give one of them a host of its own',
          facts.routePrecedence,
          'spec.rules',
        ),
      ];
    });
}

const isAnother = (route: KubeObject, other: KubeObject): boolean =>
  other.kind === 'HTTPRoute' && describe(other) !== describe(route);

const common = (ours: readonly string[], theirs: readonly string[]): string | undefined =>
  ours.find((one) => theirs.includes(one));

/** What is matched by more than the path, such as a header, goes before what is matched by the path alone. */
function matchesOf(rules: readonly unknown[]): string[] {
  const matches = rules.flatMap((rule) => (valueAt(rule, ['matches']) === undefined ? [{}] : listAt(rule, 'matches')));
  return matches
    .filter((match) => Object.keys(match ?? {}).every((key) => key === 'path'))
    .map((match) => `${textAt(match, 'value', '/')} (${textAt(match, 'type', 'PathPrefix')})`);
}

const textAt = (match: unknown, key: string, byDefault: string): string => {
  const text = valueAt(match, ['path', key]);
  return typeof text === 'string' ? text : byDefault;
};
