import { ignored, rejected } from '../../../../path/remark';
import { shortest, type TimeLimit } from '../../../../policy/duration';
import type { KubeObject } from '../../../../kubernetes/object';
import { valueAt } from '../../../../kubernetes/owned-key';
import type { Remark } from '../../../../path/hop';
import { byDefault, unknown, type Setting } from '../../../../path/setting';
import { durationIn } from '../../duration-in';
import type { RouteRule, Stretch } from '../../implementation';
import { about, NO_VERSION } from './about';
import { agcRouteFacts as facts } from './facts';
import { totalLimit } from './settings';
import { isAtLeast } from '../version';

const REFUSED = 'refused';

/** The total limits that the rules of a route end up with, each once. */
export function readTimeouts(rules: readonly RouteRule[], policy: KubeObject | undefined, version: string | undefined): Stretch {
  const ofPolicy = limitIn(valueAt(policy, ['spec', 'default', 'timeouts', 'routeTimeout']));
  const ofRules = rules.map(limitOfRule);
  const ruleCounts = isAtLeast(version, facts.routeTimeouts.min);
  const limits = (ofRules.length === 0 ? [undefined] : ofRules).map((own) =>
    own === undefined || own === REFUSED || ruleCounts === false
      ? policyLimit(ofPolicy, version)
      : ruleLimit(own, ruleCounts, version),
  );
  const remarks = [
    ...(ofPolicy === REFUSED ? [notADuration(about.routeTimeout.key)] : []),
    ...(ofRules.includes(REFUSED) ? [notADuration(about.ruleTimeout.key)] : []),
    ...(ofRules.some((limit) => limit !== undefined) ? ruleRemarks(ofPolicy !== undefined, ruleCounts, version) : []),
  ];
  return { settings: distinct(limits), remarks };
}

function policyLimit(limit: TimeLimit | typeof REFUSED | undefined, version: string | undefined): Setting {
  const isSet = limit !== undefined && limit !== REFUSED;
  return isSet
    ? totalLimit(limit, version, about.routeTimeout)
    : byDefault('total-limit', facts.requestTimeout.default, about.routeTimeout);
}

function ruleLimit(limit: TimeLimit, counts: boolean | undefined, version: string | undefined): Setting {
  if (counts === true) return totalLimit(limit, version, about.ruleTimeout);
  return unknown(
    'total-limit',
    `a rule's timeouts count from ALB Controller ${facts.routeTimeouts.min} on, and ${NO_VERSION}`,
    about.ruleTimeout,
  );
}

/** `request` and `backendRequest` both end a stream; the shorter does first. */
function limitOfRule(rule: RouteRule): TimeLimit | typeof REFUSED | undefined {
  const limits = ['request', 'backendRequest'].map((key) => limitIn(valueAt(rule, ['timeouts', key])));
  const given = limits.filter((limit) => limit !== undefined);
  if (given.length === 0) return undefined;
  return given.includes(REFUSED) ? REFUSED : (shortest(given.filter((limit) => limit !== REFUSED)) ?? 'disabled');
}

function limitIn(value: unknown): TimeLimit | typeof REFUSED | undefined {
  if (value === undefined) return undefined;
  const limit = durationIn(value);
  if (limit === undefined) return REFUSED;
  return limit.milliseconds === 0 ? 'disabled' : limit;
}

const notADuration = (key: string): Remark =>
  rejected(`${key} is not a duration`, 'it takes a text with a unit', `set ${key} to 0s`, facts.requestTimeout, key);

function ruleRemarks(policyToo: boolean, counts: boolean | undefined, version: string | undefined): Remark[] {
  const { key } = about.ruleTimeout;
  if (counts === false) {
    return [
      ignored(
        `${key} is set and the ALB Controller is ${version}`,
        `it is ignored before ${facts.routeTimeouts.min}`,
        `move it to ${about.routeTimeout.key}`,
        facts.routeTimeouts,
        key,
      ),
    ];
  }
  if (!policyToo) return [];
  return [
    {
      rule: 'timeout-set-twice',
      found: `${key} and ${about.routeTimeout.key} are both set`,
      need: `one of them: from ALB Controller ${facts.routeTimeouts.min} on the rule wins, before only the RoutePolicy counts`,
      fix: `remove ${key}`,
      fact: facts.routeTimeouts,
      key,
    },
  ];
}

function distinct(settings: readonly Setting[]): Setting[] {
  return [...new Map(settings.map((setting) => [JSON.stringify({ ...setting, fact: undefined }), setting])).values()];
}
