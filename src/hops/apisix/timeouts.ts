import { valueAt } from '../../kubernetes/owned-key';
import { isTree } from './served';
import type { Remark } from '../../path/hop';
import { ignored, rejected } from '../../path/remark';
import { byDefault, set, unknown, type Setting } from '../../path/setting';
import { Duration } from '../../policy/duration';
import { durationIn } from '../http-route/duration-in';
import { aboutOf, type Keys } from './about';
import { apisixFacts as facts } from './facts';

interface Read {
  readonly setting: Setting;
  readonly remarks: readonly Remark[];
}

interface Written {
  /** The timeout of the route. */
  readonly own: unknown;
  readonly upstreams: unknown;
  readonly upstreamName: string | undefined;
  readonly keys: Keys;
}

/** What a part of a timeout comes to: a time, nothing written, or what is refused. */
type Part = Duration | 'none' | 'refused';

/** The timeout that holds in a cluster: that of the route as a whole, even where it lacks a part that the upstream has. */
export function readTimeout({ own, upstreams, upstreamName = 'ApisixUpstream', keys }: Written): Read {
  const about = aboutOf(keys).readTimeout;
  const ofUpstream = isTree(upstreams);
  if (!isTree(own)) {
    const key = ofUpstream ? 'ApisixUpstream spec.timeout.read' : about.key;
    return settingFor(valueAt(upstreams, ['read']), { ...about, key });
  }
  const read = settingFor(own['read'], about);
  const unread = own['read'] === undefined && ofUpstream && valueAt(upstreams, ['read']) !== undefined;
  return unread ? { ...read, remarks: [...read.remarks, goesBefore(upstreamName, upstreams, keys)] } : read;
}

function settingFor(value: unknown, about: ReturnType<typeof aboutOf>['readTimeout']): Read {
  const part = goDuration(value);
  if (part === 'none') return { setting: byDefault('idle-limit', facts.routeTimeout.default, about), remarks: [] };
  if (part === 'refused') {
    const found = `${about.key} is ${JSON.stringify(value)}`;
    return { setting: unknown('idle-limit', `${found}, which is refused`, about), remarks: [notADuration(found, about.key)] };
  }
  return { setting: set('idle-limit', part, about), remarks: [] };
}

/** Whole seconds; none of them are as if nothing was written. */
function goDuration(value: unknown): Part {
  if (value === undefined) return 'none';
  const duration = durationIn(value === '0' ? '0s' : value);
  if (duration === undefined) return 'refused';
  const seconds = Math.floor(duration.milliseconds / 1000);
  return seconds === 0 ? 'none' : Duration.seconds(seconds);
}

const notADuration = (found: string, key: string): Remark =>
  rejected(
    found,
    'it takes a text with a unit, such as "60s"; the API server or the controller refuses any other',
    `write ${key} with its unit in quotes`,
    facts.schema,
    key,
  );

const goesBefore = (upstream: string, { read }: Readonly<Record<string, unknown>>, { readTimeout: key }: Keys): Remark =>
  ignored(
    `${upstream} has timeout.read ${String(read)}, and the timeout of the route has no read`,
    `the timeout of the route goes before the other as a whole, and what it lacks is ${facts.routeTimeout.default}`,
    `write ${key}`,
    facts.routeTimeout,
    key,
  );

/** The timeout of a route or an upstream in the form of the Admin API: seconds, all three of them. */
export function adminTimeout(own: unknown, upstreams: unknown, keys: Keys): Read {
  const about = aboutOf(keys).readTimeout;
  const [timeout, key] = own === undefined ? [upstreams, keys.retries.replace(/retries$/, 'timeout.read')] : [own, about.key];
  if (timeout === undefined) return { setting: byDefault('idle-limit', facts.timeout.default, about), remarks: [] };
  const wrong = ['connect', 'send', 'read'].filter((part) => !isSeconds(valueAt(timeout, [part])));
  const here = { ...about, key };
  const read = valueAt(timeout, ['read']);
  if (wrong.length === 0) {
    return { setting: set('idle-limit', Duration.millis(Math.round(Number(read) * 1000)), here), remarks: [] };
  }
  const found = wrong.map((part) => `${part} is ${JSON.stringify(valueAt(timeout, [part])) ?? 'missing'}`).join(' and ');
  const remark = rejected(
    `${key.replace(/\.read$/, '')}: ${found}`,
    'connect, send and read are needed, all three, each a number of seconds above 0; APISIX refuses what lacks one',
    'write all three, such as connect: 60, send: 60, read: 60',
    facts.timeout,
    key,
  );
  return { setting: unknown('idle-limit', 'its timeout is refused', here), remarks: [remark] };
}

const isSeconds = (value: unknown): boolean => typeof value === 'number' && value > 0;
