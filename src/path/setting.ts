import type { Duration, TimeLimit } from '../policy/duration';
import type { Edit } from './edit';
import type { Fact } from './fact';

export type Switch = 'on' | 'off';

/** What a hop does to bring a client back to its pod. */
export type HopAffinity =
  | { readonly kind: 'none' }
  /** The timeout forgets a silent address; `disabled`: it is computed from the address each time, never remembered. */
  | { readonly kind: 'client-ip'; readonly timeout: TimeLimit }
  | {
      readonly kind: 'cookie';
      readonly name: string;
      /** `session`: until the browser closes; `unknown`: no source says. */
      readonly lifetime: Duration | 'session' | 'unknown';
      /** The path the browser returns it on; `request-folder` when the hop writes no Path attribute; `unknown`: no source says. */
      readonly path: string;
      readonly secure: boolean | 'unknown';
      readonly sameSite: 'Strict' | 'Lax' | 'None' | 'unset' | 'unknown';
      /** `hash`: moves clients when pods come or go; `pod`: names the pod. */
      readonly pins: 'pod' | 'hash';
    };

export type CookieAffinity = Extract<HopAffinity, { kind: 'cookie' }>;

/**
 * What a setting can be about, and the values it takes there: the whole vocabulary that rules speak.
 * A hop says a thing in these words or as a remark; rules never see YAML or Terraform.
 */
export interface AspectValues {
  /** Bytes of the response reset it. */
  'idle-limit': TimeLimit;
  /** Runs from the start of the stream; nothing resets it. */
  'total-limit': TimeLimit;
  /** How long streams that must move live on: after a configuration update, a scale-in or the removal of their backend. */
  'drain-limit': TimeLimit;
  'response-buffering': Switch;
  'response-compression': Switch;
  'response-caching': Switch;
  affinity: HopAffinity;
  /** Among what this hop chooses for a connection: the pods themselves, a Service's virtual address, or nodes. */
  'balances-over': 'pods' | 'service' | 'nodes';
  /** Whether the hop may send a request again that had no answer yet. */
  retry: 'off' | 'when-refused' | 'when-slow';
  /** Whether a browser can multiplex streams over one connection. */
  http2: Switch;
  /** Whether plain HTTP reaches the stream. */
  transport: 'tls' | 'tls-and-plain' | 'plain';
  /** A path that a health check asks for. */
  'health-probe-path': string;
  /** Whether the hop hands the client's own address on; affinity by address needs it. */
  'client-address': 'kept' | 'replaced';
  /** The wait between "leave the endpoints" and SIGTERM. */
  'pre-stop-wait': Duration;
  /** How long a proxy may go on sending new streams to a pod that is leaving. */
  'endpoint-removal': Duration;
  /** From the start of termination to SIGKILL. */
  'grace-period': Duration;
  /** How long the server's own framework lets open requests live after SIGTERM. */
  'server-shutdown-timeout': Duration;
  /** How many pods a rollout may take away before their successors are ready: a number or a percentage. */
  'rollout-unavailable': number | string;
  /** How many pods a voluntary disruption, such as a node upgrade, may take at once. */
  'disruption-unavailable': number | string | 'all';
  replicas: number;
  'spread-over': readonly string[];
  /** The wait before an autoscaler takes pods away. */
  'scale-down-window': Duration;
  /** What the container may do beyond the least it needs; empty is best. */
  privileges: readonly string[];
  /** What a log of events gives up when its memory is full: nothing, keys that have an expiry, or any key. */
  'log-eviction': 'off' | 'keys-that-expire' | 'all-keys';
  /** For how many events a second the log that clients resume from is made. */
  'log-rate': number;
}

export type Aspect = keyof AspectValues;

interface Described<A extends Aspect> {
  readonly aspect: A;
  /** The product's own name for it. */
  readonly name: string;
  /** The key that sets it, as a person would write it; absent when nothing does. */
  readonly key?: string;
  /** What to write at the key of a switch so that it is off. */
  readonly off?: Edit['value'];
  /** What to write at the key for a value of one word, where it is another one. */
  readonly literals?: Readonly<Record<string, Edit['value']>>;
  readonly fact: Fact;
}

/** A value at a hop and how we know it. */
export type SettingOf<A extends Aspect> = Described<A> &
  (
    | { readonly origin: 'set' | 'default' | 'fixed'; readonly value: AspectValues[A] }
    /** `fix` where more is to be done than to write the value. */
    | { readonly origin: 'unknown'; readonly why: string; readonly fix?: string }
  );

export type Setting = { [A in Aspect]: SettingOf<A> }[Aspect];

/** A setting whose value is known. */
export type Known<A extends Aspect> = Extract<SettingOf<A>, { value: unknown }>;

interface About {
  readonly name: string;
  readonly key?: string;
  readonly off?: Edit['value'];
  readonly literals?: Readonly<Record<string, Edit['value']>>;
  readonly fact: Fact;
}

/** Written in the input, or to be written by a construct. */
export const set = <A extends Aspect>(aspect: A, value: AspectValues[A], about: About): Setting =>
  ({ aspect, ...about, origin: 'set', value }) as Setting;

/** Not written; the product then does this. */
export const byDefault = <A extends Aspect>(aspect: A, value: AspectValues[A], about: About): Setting =>
  ({ aspect, ...about, origin: 'default', value }) as Setting;

/** Nobody can change it. */
export const fixed = <A extends Aspect>(aspect: A, value: AspectValues[A], about: About): Setting =>
  ({ aspect, ...about, origin: 'fixed', value }) as Setting;

/** The value cannot be known from the input, or no source says it. */
export const unknown = (aspect: Aspect, why: string, about: About, fix?: string): Setting => ({
  aspect,
  ...about,
  origin: 'unknown',
  why,
  ...(fix === undefined ? {} : { fix }),
});
