import type { Fact } from '../../src/path/fact';
import { unknownHop, type Hop, type Layer } from '../../src/path/hop';
import type { Path } from '../../src/path/path';
import {
  byDefault,
  fixed,
  set,
  unknown,
  type Aspect,
  type AspectValues,
  type HopAffinity,
  type Setting,
} from '../../src/path/setting';
import { Duration } from '../../src/policy/duration';
import { StreamPolicy, type StreamPolicyProps } from '../../src/policy/stream-policy';
import { rules } from '../../src/rules/index';
import type { Answer } from '../../src/rules/rule';

const SOURCE = 'https://example.com/product';

export const policy = (props: Partial<StreamPolicyProps> = {}): StreamPolicy =>
  new StreamPolicy({ paths: ['/events'], ...props });

export const d = (text: string): Duration => Duration.parse(text);

type Told = Exclude<Fact, { readonly known: 'measured' }>;

const fact = (more: Partial<Told> = {}): Fact => ({
  says: 'It is so.',
  source: SOURCE,
  checked: '2026-11-21',
  known: 'documented',
  ...more,
});

const about = (aspect: Aspect, more: Partial<Told>) => ({ name: `the ${aspect}`, key: `spec.${aspect}`, fact: fact(more) });

/** Written at `spec.<aspect>`. */
export const on = <A extends Aspect>(aspect: A, value: AspectValues[A], more: Partial<Told> = {}): Setting =>
  set(aspect, value, about(aspect, more));

export const usually = <A extends Aspect>(aspect: A, value: AspectValues[A], more: Partial<Told> = {}): Setting =>
  byDefault(aspect, value, about(aspect, more));

/** Nobody can change it. */
export const always = <A extends Aspect>(aspect: A, value: AspectValues[A], more: Partial<Told> = {}): Setting =>
  fixed(aspect, value, { name: `the ${aspect}`, fact: fact(more) });

export const untold = (aspect: Aspect, more: Partial<Told> = {}): Setting =>
  unknown(aspect, 'it is a Helm value', about(aspect, more));

/** Durations of tests are text. */
export const within = (aspect: 'idle-limit' | 'total-limit' | 'drain-limit', text: string, more: Partial<Told> = {}): Setting =>
  on(aspect, text === 'disabled' ? text : d(text), more);

type Cookie = Extract<HopAffinity, { kind: 'cookie' }>;

export const cookie = (more: Partial<Cookie> = {}): Setting =>
  on('affinity', {
    kind: 'cookie',
    name: 'c',
    lifetime: 'session',
    path: '/',
    secure: true,
    sameSite: 'Lax',
    pins: 'pod',
    ...more,
  });

export const clientIp = (timeout = '3h'): Setting => on('affinity', { kind: 'client-ip', timeout: d(timeout) });

export const overPods = on('balances-over', 'pods');
export const overService = on('balances-over', 'service');

function hop(layer: Layer, object: string, settings: readonly Setting[]): Hop {
  return { type: 'test', object, layer, settings, remarks: [], suppressed: {} };
}

export const http = (...settings: Setting[]): Hop => hop('http', 'Ingress app/web', settings);
export const inner = (...settings: Setting[]): Hop => hop('http', 'HTTPRoute app/inner', settings);
export const tcp = (...settings: Setting[]): Hop => hop('tcp', 'Service app/web', settings);
export const pods = (...settings: Setting[]): Hop => hop('process', 'Deployment app/web', settings);
export const notRead = unknownHop('what routes to Service app/web');

export const remarking = (rule: string): Hop => ({
  ...http(),
  remarks: [{ rule, found: 'x is y', need: 'it must be z', fix: 'set x to z', fact: fact() }],
});

export const path = (...hops: Hop[]): Path => ({ name: 'test', hops });

/** What one rule answers, remarks included. */
export function ask(rule: string, policy: StreamPolicy, hops: readonly Hop[]): Answer[] {
  const found = rules.find(({ id }) => id === rule);
  if (found === undefined) throw new Error(`there is no rule ${rule}`);
  return found.ask(policy, path(...hops)).map((answer) => ({ level: found.level, ...answer }));
}

/** What a rule must answer to a policy and a path: nothing, or levels, each with a part of its message or fix. */
type Case = readonly [what: string, policy: Partial<StreamPolicyProps>, hops: readonly Hop[], ...answers: string[]];

export type Cases = Readonly<Record<string, readonly Case[]>>;
