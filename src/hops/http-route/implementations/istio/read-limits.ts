import { rejected } from '../../../../path/remark';
import { valueAt } from '../../../../kubernetes/owned-key';
import type { Remark } from '../../../../path/hop';
import { byDefault, set, type Setting } from '../../../../path/setting';
import { durationIn, limitIn } from '../../duration-in';
import type { FoundRoute, RouteRule, Stretch } from '../../implementation';
import { about } from './about';
import { istioFacts as facts } from './facts';
import { proxyConfigOf } from './proxy-config';

const TIMEOUTS = ['request', 'backendRequest'] as const;

/** What ends a stream of a rule by its age. */
export function readTotal(rule: RouteRule): Stretch {
  const written = TIMEOUTS.map((key) => [key, valueAt(rule, ['timeouts', key])] as const);
  const [request, backendRequest] = written.map(([, value]) => limitIn(value));
  const ofBackend = 'retry' in rule || backendRequest === 'disabled' ? undefined : backendRequest;
  return {
    settings: [
      ofBackend !== undefined
        ? set('total-limit', ofBackend, about.backendRequest)
        : request !== undefined
          ? set('total-limit', request, about.request)
          : byDefault('total-limit', facts.requestTimeout.default, about.request),
    ],
    remarks: [
      ...(ofBackend !== undefined && request !== undefined ? [setTwice] : []),
      ...written
        .filter(([, value]) => value !== undefined && limitIn(value) === undefined)
        .map(([key, value]) => notADuration(key, value)),
    ],
  };
}

const setTwice: Remark = {
  rule: 'timeout-set-twice',
  found: `${about.request.key} and ${about.backendRequest.key} are both set, without a retry`,
  need: 'backendRequest then is the total timeout and wins, over request: 0s too',
  fix: `remove ${about.backendRequest.key}`,
  fact: facts.backendRequest,
  key: about.backendRequest.key,
};

const notADuration = (key: string, value: unknown): Remark =>
  rejected(
    `spec.rules[].timeouts.${key} is ${JSON.stringify(value)}`,
    'it takes up to four whole numbers with a unit, such as 0s or 1m30s',
    `set ${key} to such a duration`,
    facts.requestTimeout,
    `spec.rules[].timeouts.${key}`,
  );

/** Off, unless the proxy configuration of a Gateway says otherwise. */
export function readIdle({ gateways, objects }: FoundRoute): Setting[] {
  const off = byDefault('idle-limit', facts.streamIdle.default, about.streamIdle);
  if (gateways.length === 0) return [off];
  return gateways.map((gateway) => {
    const settings = proxyConfigOf(gateway, objects).values['connectionSettings'];
    const idle = durationIn(valueAt(settings, ['httpStreamIdleTimeout']));
    if (idle !== undefined) return set('idle-limit', idle.milliseconds === 0 ? 'disabled' : idle, about.edge);
    return valueAt(settings, ['profile']) === 'EDGE' ? set('idle-limit', facts.edgeProfile.default, about.edge) : off;
  });
}
