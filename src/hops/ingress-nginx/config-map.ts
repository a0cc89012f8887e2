import { describe, type KubeObject } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';
import { nginxTime } from '../../nginx/time';
import type { Fact } from '../../path/fact';
import type { Remark } from '../../path/hop';
import { rejected } from '../../path/remark';
import { byDefault, set, unknown, type Aspect, type AspectValues, type Setting } from '../../path/setting';
import { Duration } from '../../policy/duration';
import { controllerAbout as about } from './about';
import { isNextUpstream, isTrue } from './annotations';
import { nginxFacts as facts } from './facts';

/** As the chart of the controller calls it, for any name of a release. */
const NAME = /(?:^|-)ingress-nginx(?:-[\w-]+)?-controller$/;

export const isOfController = ({ kind, metadata }: KubeObject): boolean => kind === 'ConfigMap' && NAME.test(metadata.name);

/** What the ConfigMaps say of a key: more than one value where it depends on which of them is meant. */
function valuesOf(configMaps: readonly KubeObject[], name: string): (string | undefined)[] {
  const values = configMaps.map((one) => valueAt(one, ['data', name]));
  return [...new Set(values.map((value) => (typeof value === 'string' && value !== '' ? value : undefined)))];
}

const keyIn = ([first]: readonly KubeObject[], name: string): string => `ConfigMap/${first?.metadata.name} data["${name}"]`;

/** What the ConfigMap makes of a setting; undefined where it is silent or its value is dropped. */
export function toldSetting<A extends Aspect>(
  configMaps: readonly KubeObject[],
  aspect: A,
  name: string,
  read: (value: string) => AspectValues[A] | undefined,
  fact: Fact = facts.configMap,
): Setting | undefined {
  const values = valuesOf(configMaps, name);
  const which = { name, key: keyIn(configMaps, name), fact };
  if (values.length > 1) {
    return unknown(
      aspect,
      `${configMaps.map(describe).join(' and ')} differ in ${name}, and either may be the controller's`,
      which,
    );
  }
  const value = values[0] === undefined ? undefined : read(values[0]);
  return value === undefined ? undefined : set(aspect, value, which);
}

export const toldSeconds = (text: string): Duration | undefined =>
  /^\d{1,12}$/.test(text) ? Duration.seconds(Number(text)) : undefined;

export const toldSwitch = (text: string): 'on' | 'off' | undefined => (text === 'on' || text === 'off' ? text : undefined);

/** What the ConfigMap alone decides. */
export function toldAlone(configMaps: readonly KubeObject[]): Setting[] {
  return [
    compression(configMaps),
    toldSetting(configMaps, 'http2', 'use-http2', (value) => (isTrue(value) ? 'on' : 'off'), facts.http2) ??
      byDefault('http2', 'on', about.http2),
    toldSetting(configMaps, 'drain-limit', 'worker-shutdown-timeout', nginxTime, facts.workerShutdown) ??
      byDefault('drain-limit', facts.workerShutdown.default, about.drain),
  ];
}

/** The list of types that use-gzip comes with lacks event streams. */
function compression(configMaps: readonly KubeObject[]): Setting {
  const otherwise = byDefault('response-compression', 'off', about.gzip);
  const gzip = toldSetting(configMaps, 'response-compression', 'use-gzip', (value) => (isTrue(value) ? 'on' : 'off'), facts.gzip);
  if (gzip === undefined || gzip.origin === 'unknown' || gzip.value === 'off') return gzip ?? otherwise;
  const types = (value: string) => (/(?:^|\s)(?:\*|text\/event-stream)(?:\s|$)/.test(value) ? 'on' : 'off');
  return toldSetting(configMaps, 'response-compression', 'gzip-types', types, facts.gzip) ?? otherwise;
}

/** What the ConfigMap has for a key, where there is no doubt. */
export function toldValue(configMaps: readonly KubeObject[], name: string): string | undefined {
  const [value, ...others] = valuesOf(configMaps, name);
  return others.length === 0 ? value : undefined;
}

/** Timeouts that the controller drops there, and what nginx refuses of what it writes unchecked. */
export const configMapRemarks = (configMaps: readonly KubeObject[]): Remark[] =>
  configMaps.flatMap((one) => {
    const found = (name: string): string | undefined => toldValue([one], name);
    const key = (name: string): string => keyIn([one], name);
    const dropped = ['proxy-read-timeout', 'proxy-send-timeout'].flatMap((name) => {
      const value = found(name);
      return value === undefined || /^[+-]?\d+$/.test(value) ? [] : [{ name, value }];
    });
    const conditions = found('proxy-next-upstream');
    return [
      ...dropped.map(({ name, value }): Remark => ({
        rule: 'setting-ignored-by-target',
        found: `${key(name)} is "${value}"`,
        need: 'the controller drops it for its default with one line in its log; it takes a bare whole number of seconds',
        fix: `write bare seconds, such as "${nginxTime(value)?.toSeconds() ?? facts.readTimeout.default.toSeconds()}"`,
        fact: facts.configMap,
        key: key(name),
      })),
      ...(conditions === undefined || isNextUpstream(conditions)
        ? []
        : [
            rejected(
              `${key('proxy-next-upstream')} is "${conditions}"`,
              'the controller writes it unchecked, and nginx takes error, timeout and the like, or off',
              'write "error"',
              facts.configMap,
              key('proxy-next-upstream'),
            ),
          ]),
    ];
  });
