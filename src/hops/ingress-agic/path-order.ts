import { pathsOf } from '../../kubernetes/ingress';
import { describe, type KubeObject } from '../../kubernetes/object';
import type { Remark } from '../../path/hop';
import { ignored } from '../../path/remark';
import { agicFacts as facts } from './facts';

/** A path of an Ingress as the gateway lists it. */
interface Listed {
  readonly ingress: KubeObject;
  readonly host: string;
  readonly path: string;
  readonly pathType: string;
  /** What the gateway matches; a star at the end stands for any letters. */
  readonly pattern: string;
  /** The Service. */
  readonly to: string;
}

/**
 * Paths that take requests of others: the gateway compares letters, not path segments, and the first match counts.
 *
 * @param service The Service behind; what does not lead to it is left out. Default: all Services of the Ingress.
 */
export function pathOrderRemarks(ingress: KubeObject, others: readonly KubeObject[], service?: string): Remark[] {
  // The same name elsewhere is the same Ingress for another environment.
  const rivals = others.filter(({ metadata }) => metadata.name !== ingress.metadata.name).flatMap(listed);
  const own = listed(ingress);
  const meant = own.filter(({ to }) => service === undefined || to === nameIn(ingress, service));
  const all = [...own, ...rivals];
  const pairs = meant.flatMap((mine) => all.filter((other) => leadsElsewhere(mine, other)).map((other) => ({ mine, other })));
  return [
    ...pairs.flatMap(({ mine, other }) => {
      if (isAskedBefore(mine, other, own) && takes(mine, other)) return [shadowed(mine, other, ingress)];
      return isAskedBefore(other, mine, own) && takes(other, mine) ? [shadowed(other, mine, ingress)] : [];
    }),
    ...meant.flatMap((mine) => {
      const wider = pairs.find((pair) => pair.mine === mine && losesTo(pair.other, mine, own))?.other;
      return wider === undefined || !isByLetters(mine) ? [] : [widened(mine, wider)];
    }),
  ];
}

const listed = (ingress: KubeObject): Listed[] =>
  pathsOf(ingress).map(({ host, path, pathType, service }) => {
    const pattern = isCatchAll(path) ? '/*' : patternOf(path, pathType);
    return { ingress, host, path, pathType, pattern, to: nameIn(ingress, service ?? '?') };
  });

const nameIn = ({ metadata }: KubeObject, service: string): string => `${metadata.namespace ?? ''}/${service}`;

function patternOf(path: string, pathType: string): string {
  if (pathType === 'Exact') return path.replace(/\*$/, '');
  return pathType === 'Prefix' && !path.endsWith('*') ? `${path}*` : path;
}

/** It is no entry of the list: the gateway takes it where no path matches. */
const isCatchAll = (path: string): boolean => path === '/' || path === '/*';

const leadsElsewhere = (one: Listed, other: Listed): boolean => one.host === other.host && one.to !== other.to;

/** Whether every request for the second fits the first too. The same path twice is told elsewhere. */
const takes = (first: Listed, second: Listed): boolean =>
  first.pattern !== '/*' &&
  first.pattern !== second.pattern &&
  first.pattern.endsWith('*') &&
  second.pattern.startsWith(first.pattern.slice(0, -1));

/** Whether requests for the first are among those that the second gets before it. */
const losesTo = (one: Listed, second: Listed, own: readonly Listed[]): boolean =>
  one.pattern === '/*' || (takes(one, second) && isAskedBefore(second, one, own));

/** Ingresses in the order of their names, and the paths of one as they are written. False where no file tells. */
function isAskedBefore(one: Listed, other: Listed, own: readonly Listed[]): boolean {
  if (one.ingress === other.ingress) return own.indexOf(one) < own.indexOf(other);
  const [first, second] = [one.ingress.metadata, other.ingress.metadata];
  if ((first.namespace === undefined) !== (second.namespace === undefined)) return false;
  return `${first.namespace}/${first.name}` < `${second.namespace}/${second.name}`;
}

/** Whether it takes more than Kubernetes gives it. */
const isByLetters = ({ path, pathType }: Listed): boolean => pathType === 'Prefix' && !/[/*]$/.test(path);

function shadowed(first: Listed, second: Listed, ingress: KubeObject): Remark {
  const byLetters = isByLetters(first) && !second.pattern.startsWith(`${first.path}/`);
  const of = (one: Listed): string => (one.ingress === ingress ? '' : ` of ${describe(one.ingress)}`);
  const split = `write ${first.path} as two paths, Exact ${first.path} and Prefix ${first.path}/`;
  const before = `put ${second.path} before it${first.ingress === second.ingress ? '' : ', in an Ingress whose name comes first'}`;
  return ignored(
    `path ${second.path}${of(second)} comes after ${first.path}${of(first)} (${first.pathType})`,
    `the controller makes ${first.pattern} of that and the gateway takes the first that matches, so requests for ${second.path} reach ${serviceOf(first)}, never ${serviceOf(second)}`,
    byLetters ? split : before,
    byLetters ? facts.prefix : facts.pathOrder,
    'spec.rules',
  );
}

function widened(mine: Listed, wider: Listed): Remark {
  return {
    rule: 'setting-ignored-by-target',
    found: `path ${mine.path} is a Prefix, and ${wider.path} leads to ${serviceOf(wider)}`,
    need: `the controller makes ${mine.pattern} of it, by letters, so a page such as ${mine.path}-archive reaches ${serviceOf(mine)} too`,
    fix: `where such pages exist, write two paths: Exact ${mine.path} and Prefix ${mine.path}/`,
    fact: facts.prefix,
    key: 'spec.rules',
    level: 'note',
  };
}

const serviceOf = ({ to }: Listed): string => `Service ${to.replace(/^[^/]*\//, '')}`;
