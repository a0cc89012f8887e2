import type { Hop, Remark } from '../../path/hop';
import { byDefault, set, unknown, type Setting } from '../../path/setting';
import { isExpression } from '../../terraform/attributes';
import { about as aboutWorkload } from '../workload/about';
import { about } from './about';
import { redisFacts as facts } from './facts';

/** What is to be known of a Redis to plan it as a log. */
export interface BackplaneOptions {
  /** Such as `Azure Managed Redis streams`. */
  readonly object: string;
  readonly kind: keyof typeof about;
  /** Events published a second, all pods together. */
  readonly eventsPerSecond: number;
}

/** What a Redis must be so that any pod can resume any stream from it. */
export function planBackplane({ object, kind, eventsPerSecond }: BackplaneOptions): Hop {
  return backplaneHop(object, [
    set('log-eviction', 'off', about[kind].eviction),
    set('log-rate', eventsPerSecond, about[kind].rate),
    ...(kind === 'inCluster' ? [set('privileges', [], aboutWorkload.privileges)] : []),
  ]);
}

export const backplaneHop = (object: string, settings: readonly Setting[], remarks: readonly Remark[] = []): Hop => ({
  type: 'redis-backplane',
  object,
  layer: 'process',
  settings,
  remarks,
  suppressed: {},
});

/** What a policy evicts, by its name in Redis or in Azure. */
export function evicts(policy: string): 'off' | 'keys-that-expire' | 'all-keys' | undefined {
  const name = policy.toLowerCase();
  if (name === 'noeviction') return 'off';
  if (name.startsWith('allkeys')) return 'all-keys';
  return name.startsWith('volatile') ? 'keys-that-expire' : undefined;
}

/** The rate as a tag or an annotation has it. */
export function rateSetting(kind: keyof typeof about, written: unknown): Setting {
  const setting = about[kind].rate;
  if (written === undefined) return byDefault('log-rate', facts.events.default, setting);
  if (isExpression(written)) return unknown('log-rate', 'it is an expression', setting);
  // A tag of Terraform may be written as a number.
  const rate = typeof written === 'string' || typeof written === 'number' ? Number(written) : NaN;
  return rate > 0 && rate < Infinity
    ? set('log-rate', rate, setting)
    : unknown('log-rate', `${JSON.stringify(written)} is no number of events a second`, setting);
}
