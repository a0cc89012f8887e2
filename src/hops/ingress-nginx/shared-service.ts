import { classOf, servicesOf } from '../../kubernetes/ingress';
import { describe, type KubeObject } from '../../kubernetes/object';
import type { Remark } from '../../path/hop';
import { ignored } from '../../path/remark';
import { annotationOf, keyOf } from './about';
import { heeded, isCanary, isTrue } from './annotations';
import { nginxFacts as facts } from './facts';

/** What the controller mixes or takes of one alone: other Ingresses for a Service of this one that say something else of it. */
export function sharedServiceRemarks(ingress: KubeObject, others: readonly KubeObject[]): Remark[] {
  return others
    .filter((other) => !isCanary(other) && shareService(ingress, other))
    .flatMap((other) => [...mixed(ingress, other), ...takenOfOne(ingress, other)]);
}

function mixed(ingress: KubeObject, other: KubeObject): Remark[] {
  const mine = cookieOf(ingress);
  if (mine === undefined) return [];
  const theirs = cookieOf(other) ?? modeOf(other);
  const all = cookieOf(other) === undefined ? [...theirs.keys()] : [...new Set([...mine.keys(), ...theirs.keys()])];
  const names = all.filter((name) => differ(name, mine.get(name), theirs.get(name))).sort();
  const [first] = names;
  if (first === undefined) return [];
  return [
    ignored(
      `${describe(other)} is for the same Service, with another ${names.join(', ')}`,
      'the controller makes one cookie of both: the mode of the first and all else of the last, by age and then by name',
      `write the same affinity-mode and session-cookie-* on both`,
      facts.sharedService,
      keyOf(first),
    ),
  ];
}

/** The one mode that is written counts for both. */
const differ = (name: string, mine: string | undefined, theirs: string | undefined): boolean =>
  mine !== theirs && (name !== 'affinity-mode' || (mine !== undefined && theirs !== undefined));

/** A cookie of either goes before upstream-hash-by. */
function takenOfOne(ingress: KubeObject, other: KubeObject): Remark[] {
  const hasCookie = [ingress, other].some((one) => heeded(one, 'affinity') === 'cookie');
  const names = ['service-upstream', ...(hasCookie ? [] : ['upstream-hash-by'])];
  return names
    .filter((name) => valueOf(ingress, name) !== valueOf(other, name))
    .map((name) =>
      ignored(
        `${describe(other)} is for the same Service, with another ${name}`,
        'the controller takes it of the older of the two alone, and of those made in one second of the last by name',
        `write the same ${name} on both`,
        facts.takenOfFirst,
        keyOf(name),
      ),
    );
}

function valueOf(ingress: KubeObject, name: string): string | undefined {
  const value = heeded(ingress, name);
  return name === 'service-upstream' ? String(isTrue(value)) : value;
}

function shareService(ingress: KubeObject, other: KubeObject): boolean {
  const isNeighbour = other.metadata.namespace === ingress.metadata.namespace && other.metadata.name !== ingress.metadata.name;
  return (
    isNeighbour && classOf(other) === classOf(ingress) && servicesOf(other).some((name) => servicesOf(ingress).includes(name))
  );
}

/** The annotations that describe a cookie, as the controller takes them. */
function cookieOf(ingress: KubeObject): ReadonlyMap<string, string> | undefined {
  if (heeded(ingress, 'affinity') !== 'cookie') return undefined;
  const names = Object.keys(ingress.metadata.annotations ?? {})
    .filter((name) => name === annotationOf('affinity-mode') || name.startsWith(annotationOf('session-cookie-')))
    .map((name) => name.slice(annotationOf('').length));
  return new Map(
    names.flatMap((name) => {
      const value = heeded(ingress, name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** A mode counts for the Service even where no affinity is beside it. */
function modeOf(ingress: KubeObject): ReadonlyMap<string, string> {
  const mode = heeded(ingress, 'affinity-mode');
  return new Map(mode === undefined ? [] : [['affinity-mode', mode]]);
}
