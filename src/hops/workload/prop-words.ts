import { about } from './about';

/**
 * The next step in terms of the props, for keys that the construct owns: to set them by hand would be the next error.
 * With several containers a probe's key does not say whose it is, so there it stays.
 */
export function inProps(construct: string, containers: number): (fix: string) => string {
  const of = (prop: string) => `${prop} of ${construct}`;
  const props: [string, string][] = [
    [about.preStop.key, 'preStop'],
    [about.replicas.key, 'replicas'],
    ...(containers > 1
      ? []
      : ([
          [about.readiness.key, 'readinessPath'],
          [about.liveness.key, 'livenessPath'],
        ] as [string, string][])),
  ];
  return (fix) =>
    props
      .reduce((text, [key, prop]) => text.replaceAll(key, of(prop)), fix)
      // A prop takes a unit, and the grace period follows from it.
      .replace(new RegExp(`(${escaped(of('preStop'))} to )(\\d+)`), '$1"$2s"')
      .replace(/("\d+s" or more), and the grace period to \w+$/, '$1');
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
