import { listAt } from '../../kubernetes/ingress';
import type { KubeObject } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';
import type { Fact } from '../../path/fact';
import { byDefault, set, unknown, type Setting } from '../../path/setting';
import { Duration, DurationError, type TimeLimit } from '../../policy/duration';
import { about } from './about';
import { traefikFacts as facts } from './facts';

const IMAGE = /(?:^|\/)traefik(?::[^/]*)?(?:@[^/]*)?$/;

const containersOf = (workload: KubeObject) => listAt(workload, 'spec', 'template', 'spec', 'containers');

const traefikIn = (workload: KubeObject): unknown =>
  containersOf(workload).find((one) => IMAGE.test(String((one as { image?: unknown } | null)?.image)));

/** The workload that runs Traefik, where it is the only one. */
export function traefikAmong(workloads: readonly KubeObject[]): KubeObject | undefined {
  const [first, ...others] = workloads.filter((one) => traefikIn(one) !== undefined);
  return others.length === 0 ? first : undefined;
}

/** What is below each entry point, such as `transport.lifecycle.gracetimeout`, in small letters, with the value as written. */
type Flags = readonly { readonly entryPoint: string; readonly path: string; readonly value: string }[];

/** The arguments of Traefik that are about entry points; undefined where a file, or what is not in the input, may say more. */
function flagsOf(workload: KubeObject): Flags | undefined {
  const container = traefikIn(workload);
  const args = listAt(container, 'args').filter((one): one is string => typeof one === 'string');
  const mounts = listAt(container, 'volumeMounts').map((one) => String(valueAt(one, ['mountPath'])));
  const hasFile = args.some((one) => /^--configfile/i.test(one)) || mounts.some((path) => /^\/etc\/traefik(?:\/|$)/.test(path));
  const flags = args.flatMap((one) => {
    const [, entryPoint, path, value] = /^--entrypoints\.([^.=]+)\.([^=]+)=(.*)$/is.exec(one) ?? [];
    return entryPoint === undefined || path === undefined || value === undefined
      ? []
      : [{ entryPoint: entryPoint.toLowerCase(), path: path.toLowerCase(), value }];
  });
  return hasFile || flags.length === 0 ? undefined : flags;
}

/** The timeouts of the entry points that a route is on, or of all, by the arguments of Traefik where the input has them. */
export function entryPointSettings(
  workload: KubeObject | undefined,
  entryPoints: readonly string[] | undefined,
): readonly Setting[] {
  const flags = workload === undefined ? undefined : flagsOf(workload);
  if (workload === undefined || flags === undefined) return notInInput;
  const own = flags.filter(({ entryPoint }) => entryPoints?.includes(entryPoint) !== false);
  const key = `${workload.kind}/${workload.metadata.name} spec.template.spec.containers[].args`;
  return [
    limit('total-limit', facts.writeTimeout.default, { ...about.total, key }, valuesOf(own, WRITE)),
    limit('drain-limit', facts.graceTimeOut.default, { ...about.drain, key }, valuesOf(own, GRACE)),
  ];
}

const WRITE = 'transport.respondingtimeouts.writetimeout';
const GRACE = 'transport.lifecycle.gracetimeout';

const WHY = 'the entry points are in the static configuration of Traefik, which cannot be seen here';

const notInInput: readonly Setting[] = [
  unknown('total-limit', `${WHY}; ${about.total.key} must be 0, its default`, about.total),
  unknown('drain-limit', `${WHY}; ${about.drain.key} is ${facts.graceTimeOut.default} by default`, about.drain),
];

const valuesOf = (flags: Flags, path: string): string[] => flags.filter((one) => one.path === path).map(({ value }) => value);

/** The shortest that some entry point has. */
function limit(
  aspect: 'total-limit' | 'drain-limit',
  byItself: TimeLimit,
  which: { readonly name: string; readonly key: string; readonly fact: Fact },
  values: readonly string[],
): Setting {
  if (values.length === 0) return byDefault(aspect, byItself, which);
  const times = values.map(timeOf).map((time) => (time?.milliseconds === 0 && aspect === 'total-limit' ? 'disabled' : time));
  const [shortest] = times.toSorted((a, b) => lengthOf(a) - lengthOf(b));
  return shortest === undefined || times.includes(undefined)
    ? unknown(aspect, `${which.name} is "${values.join('", "')}", which cannot be read`, which)
    : set(aspect, shortest, which);
}

const lengthOf = (time: TimeLimit | undefined): number => (time instanceof Duration ? time.milliseconds : Infinity);

/** As Go writes it, or seconds without a unit. */
function timeOf(text: string): Duration | undefined {
  try {
    return Duration.parse(/^\d+$/.test(text) ? `${text}s` : text);
  } catch (error) {
    if (error instanceof DurationError) return undefined;
    throw error;
  }
}
