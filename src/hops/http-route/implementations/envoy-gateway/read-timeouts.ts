import { ignored, rejected } from '../../../../path/remark';
import type { KubeObject } from '../../../../kubernetes/object';
import { valueAt } from '../../../../kubernetes/owned-key';
import type { Remark } from '../../../../path/hop';
import { byDefault, set, unknown, type Setting } from '../../../../path/setting';
import type { TimeLimit } from '../../../../policy/duration';
import { NO_GATEWAY } from '../../about';
import { limitIn } from '../../duration-in';
import type { RouteRule, Stretch } from '../../implementation';
import { about } from './about';
import { envoyGatewayFacts as facts } from './facts';
import type { ClientPolicy } from './read-client-policy';
import { keyOf, type Effective } from './targets';

/**
 * The total and the idle limits of a rule at a listener.
 * @param client What the ClientTrafficPolicy there says; undefined where the Gateway is not in the input.
 */
export function readTimeouts(
  rule: RouteRule,
  { spec, policies, mayInherit }: Effective,
  client: ClientPolicy | undefined,
): Stretch {
  const http = valueAt(spec, ['timeout', 'http']);
  const [request, maxStream, streamIdle] = ['requestTimeout', 'maxStreamDuration', 'streamIdleTimeout'].map((key) =>
    limitIn(valueAt(http, [key])),
  );
  const fieldOfRule = fieldOf(rule);
  const ofRule = limitIn(valueAt(rule, ['timeouts', fieldOfRule]));
  const total = ofRule ?? request;
  const idle = streamIdle ?? client?.streamIdle ?? total;
  return {
    settings: [
      ofRule !== undefined
        ? ofRuleItself(ofRule, fieldOfRule)
        : request !== undefined
          ? set('total-limit', request, named(about.requestTimeout, policies))
          : noTotal(mayInherit),
      ...(maxStream === undefined ? [] : [set('total-limit', maxStream, named(about.maxStream, policies))]),
      ...(client === undefined ? [] : ofListener('total-limit', client.maxStream, about.listenerMaxStream, client)),
      ...(streamIdle === undefined
        ? idleOfListener(total, client)
        : [set('idle-limit', streamIdle, named(about.streamIdle, policies))]),
    ],
    remarks: [
      ...notDurations(rule, http),
      ...(ofRule !== undefined && request !== undefined ? [setTwice] : []),
      ...(fieldOfRule === 'backendRequest' && limitIn(valueAt(rule, ['timeouts', 'request'])) !== undefined ? [twiceInRule] : []),
      ...(idle === 'disabled' ? [neverIdle] : []),
      ...(streamIdle === undefined && valueAt(http, ['connectionIdleTimeout']) !== undefined ? [ofConnections] : []),
    ],
  };
}

const named = <A extends { readonly key: string }>(what: A, policies: readonly KubeObject[]): A => ({
  ...what,
  key: keyOf(what.key, policies),
});

/** `backendRequest` is for the whole request, unless there is a retry: then it is for each try, until its headers come. */
function fieldOf(rule: RouteRule): 'backendRequest' | 'request' {
  const counts = !('retry' in rule) && limitIn(valueAt(rule, ['timeouts', 'backendRequest'])) !== undefined;
  return counts ? 'backendRequest' : 'request';
}

const ofRuleItself = (limit: TimeLimit, field: string): Setting =>
  set('total-limit', limit, { ...about.ruleTimeout, key: `${about.ruleTimeout.key}.${field}` });

const noTotal = (mayInherit: boolean): Setting =>
  mayInherit
    ? unknown('total-limit', NO_GATEWAY, about.requestTimeout)
    : byDefault('total-limit', facts.requestTimeout.default, about.requestTimeout);

function ofListener(
  aspect: 'total-limit' | 'idle-limit',
  limit: TimeLimit | 'unknown' | undefined,
  what: typeof about.listenerIdle | typeof about.listenerMaxStream,
  { policies, why }: ClientPolicy,
): Setting[] {
  if (limit === undefined) return [];
  return [limit === 'unknown' ? unknown(aspect, String(why), what) : set(aspect, limit, named(what, policies))];
}

/** The idle limit where no policy of the route sets one. */
function idleOfListener(total: TimeLimit | undefined, client: ClientPolicy | undefined): Setting[] {
  if (client === undefined) return [unknown('idle-limit', NO_GATEWAY, about.listenerIdle)];
  const [written] = ofListener('idle-limit', client.streamIdle, about.listenerIdle, client);
  if (written !== undefined) return [written];
  if (total === undefined) return [byDefault('idle-limit', facts.listenerIdle.default, about.listenerIdle)];
  const { min } = facts.derivedIdle;
  return [byDefault('idle-limit', total === 'disabled' || total.isLongerThan(min) ? total : min, about.derivedIdle)];
}

const setTwice: Remark = {
  rule: 'timeout-set-twice',
  found: `${about.ruleTimeout.key} and ${about.requestTimeout.key} are both set`,
  need: 'one of them: the rule wins',
  fix: `remove ${about.ruleTimeout.key}`,
  fact: facts.ruleTimeout,
  key: about.ruleTimeout.key,
};

const twiceInRule: Remark = {
  rule: 'timeout-set-twice',
  found: `${about.ruleTimeout.key}.request and ${about.ruleTimeout.key}.backendRequest are both set, without a retry`,
  need: 'backendRequest then is the total timeout and wins, over request: 0s too',
  fix: `remove ${about.ruleTimeout.key}.backendRequest`,
  fact: facts.ruleTimeout,
  key: `${about.ruleTimeout.key}.backendRequest`,
};

/** Said, and no more: heartbeats reset the limit as long as the server lives. */
const neverIdle: Remark = {
  rule: 'heartbeat-within-idle-limit',
  level: 'note',
  found: 'no idle limit ends a stream that has gone silent',
  need: 'a limit of some heartbeats frees what a hung server or a lost client holds; a request timeout of 0s alone switches it off too',
  fix: `set ${about.streamIdle.key} to four heartbeats`,
  fact: facts.derivedIdle,
  key: about.streamIdle.key,
};

const CONNECTION_IDLE = 'BackendTrafficPolicy spec.timeout.http.connectionIdleTimeout';

/** Beside an idle limit of the stream it is a thing of its own, and nobody is mistaken. */
const ofConnections: Remark = {
  ...ignored(
    `${CONNECTION_IDLE} is set, and no streamIdleTimeout`,
    'it is for connections that carry no request: no stream ends, or lives on, by it',
    `set ${about.streamIdle.key} to four heartbeats`,
    facts.connectionIdle,
    CONNECTION_IDLE,
  ),
  level: 'note',
};

function notDurations(rule: RouteRule, http: unknown): Remark[] {
  const given = [
    ...['request', 'backendRequest'].map((key) => [`spec.rules[].timeouts.${key}`, valueAt(rule, ['timeouts', key])] as const),
    ...['requestTimeout', 'maxStreamDuration', 'streamIdleTimeout'].map(
      (key) => [`BackendTrafficPolicy spec.timeout.http.${key}`, valueAt(http, [key])] as const,
    ),
  ];
  return given
    .filter(([, value]) => value !== undefined && limitIn(value) === undefined)
    .map(([key, value]) =>
      rejected(
        `${key} is ${JSON.stringify(value)}`,
        'it takes up to four whole numbers with a unit, such as 0s or 1m30s',
        `set ${key} to such a duration`,
        facts.requestTimeout,
        key,
      ),
    );
}
