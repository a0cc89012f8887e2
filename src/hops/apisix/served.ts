import type { KubeObject } from '../../kubernetes/object';
import type { Hop, Remark } from '../../path/hop';
import type { Setting } from '../../path/setting';
import type { Keys } from './about';

/** A switched-on plugin by its name, with its configuration. */
export type Plugins = ReadonlyMap<string, unknown>;

/** How an upstream chooses, as it is written in whichever form, in the words of the Admin API. */
export interface Balancing {
  readonly type?: unknown;
  readonly hashOn?: unknown;
  readonly key?: unknown;
  readonly retries?: unknown;
}

/** A route of APISIX with everything that says how it is served: all ways to configure APISIX come to this. */
export interface Served extends Pick<Hop, 'object' | 'suppressed'> {
  readonly keys: Keys;
  readonly readTimeout: Setting;
  readonly plugins: Plugins;
  /** Why there may be more plugins than those; absent where these are all. */
  readonly morePlugins?: string | undefined;
  /** Undefined where it is not in the input. */
  readonly balancing: Balancing | undefined;
  readonly balances: Setting;
  /** Whether requests are split among several upstreams. */
  readonly isSplit: boolean;
  readonly transport: Setting;
  readonly version?: string | undefined;
  readonly remarks: readonly Remark[];
}

/** A hop with the objects that it was read from and the Services behind it. */
export interface ServedBy {
  readonly hop: Hop;
  readonly sources: readonly KubeObject[];
  readonly services: readonly string[];
  /** The name of its rule. */
  readonly rule: string;
}

/** A field of a mapping that may be anything. */
export const isTree = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
