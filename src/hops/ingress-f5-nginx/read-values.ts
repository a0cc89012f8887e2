import type { Fact } from '../../path/fact';
import { byDefault, set, unknown, type Aspect, type AspectValues, type Setting } from '../../path/setting';
import type { Duration } from '../../policy/duration';
import { isTrue, timeOf } from './annotations';
import { f5NginxFacts as facts } from './facts';

/** A value as it reaches the controller. */
interface Found {
  readonly value: string;
  /** Where it is written. */
  readonly key: string;
  readonly isTaken: boolean;
}

/** What is written of one upstream of the controller, be it by annotations or by fields. */
export interface Values {
  found(name: string): Found | undefined;
  /** Whether a value may come from an object that is not in the input. */
  mayInherit(name: string): boolean;
}

interface Named {
  readonly name: string;
  readonly key: string;
  readonly off?: string | boolean;
  readonly fact: Fact;
}

/** What the settings are called in one of the forms. */
interface Names {
  readonly readTimeout: Named & { readonly fact: { readonly default: Duration } };
  readonly sendTimeout: Named & { readonly fact: { readonly default: Duration } };
  readonly buffering: Named;
  readonly upstream: Named;
  readonly retry: Named;
}

/** How nginx proxies to an upstream. */
export function readProxying(values: Values, names: Names): Setting[] {
  const { readTimeout, sendTimeout, buffering, upstream, retry } = names;
  return [
    readAs(values, readTimeout, 'idle-limit', readTimeout.fact.default, timeOf),
    readAs(values, sendTimeout, 'idle-limit', sendTimeout.fact.default, timeOf),
    readAs(values, buffering, 'response-buffering', 'on', (value) => (isTrue(value) ? 'on' : 'off')),
    readAs(values, upstream, 'balances-over', 'pods', (value) => (isTrue(value) ? 'service' : 'pods')),
    readRetry(values, retry),
  ];
}

/** What a written value comes to; what another object or a refused value would be is unknown. */
function readAs<A extends Aspect>(
  values: Values,
  named: Named,
  aspect: A,
  byItself: AspectValues[A],
  meaning: (value: string) => AspectValues[A] | undefined,
): Setting {
  const found = values.found(named.name);
  if (found === undefined) {
    return values.mayInherit(named.name)
      ? unknown(aspect, `${named.name} of its master is not in the input`, named)
      : byDefault(aspect, byItself, named);
  }
  const own = { ...named, key: found.key };
  const value = found.isTaken ? meaning(found.value) : undefined;
  return value === undefined
    ? unknown(aspect, `${found.key} is "${found.value}", which is refused`, own)
    : set(aspect, value, own);
}

function readRetry(values: Values, named: Named): Setting {
  const tries = values.found(`${named.name}-tries`);
  if (tries !== undefined && Number(tries.value) === 1) return set('retry', 'off', { ...named, key: tries.key });
  return readAs(values, named, 'retry', retryOf(facts.nextUpstream.default), retryOf);
}

function retryOf(conditions: string): AspectValues['retry'] {
  const words = conditions.split(/\s+/);
  return words.includes('off') ? 'off' : words.includes('timeout') ? 'when-slow' : 'when-refused';
}
