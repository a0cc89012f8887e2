import { valueAt } from '../../../../kubernetes/owned-key';
import { byDefault, set, unknown, type Setting } from '../../../../path/setting';
import { distinct } from '../../distinct';
import { gatewayClassesOf } from '../../gateways';
import type { FoundRoute, RouteReader, RouteRule, Stretch } from '../../implementation';
import { sessionRemarks } from '../../session-remarks';
import { about, CONTROLLER, GROUP } from './about';
import { attachmentsOf, type Attachment } from './attachments';
import { envoyGatewayFacts as facts } from './facts';
import { readAffinity } from './read-affinity';
import { readClientPolicy } from './read-client-policy';
import { readGateways } from './read-gateway';

import { readTimeouts } from './read-timeouts';
import { fixedSettings, versionRemarks } from './settings';
import { proxyOf } from './proxy';
import { specRemarks } from './spec-remarks';
import { targetRemarks } from './target-remarks';
import { backendPolicyFor } from './targets';

/** Reads what Envoy Gateway makes of a route. */
export const envoyGatewayReader: RouteReader = {
  name: 'envoy-gateway',
  facts,
  gatewayClass: facts.gatewayClass.default,
  controllerName: CONTROLLER,
  group: GROUP,
  read,
};

function read(found: FoundRoute): Stretch {
  const rules = found.rules.length === 0 ? [{}] : found.rules;
  const gateways = readGateways(found);
  const attachments = attachmentsOf(found);
  const ofRules = rules.flatMap((rule) =>
    (attachments.length === 0 ? [undefined] : attachments).map((attachment) => readRule(rule, attachment, found)),
  );
  const setsIdle = ofRules.some(({ settings }) => settings.some(({ name }) => name === about.streamIdle.name));
  return {
    settings: [...distinct([...ofRules.flatMap(({ settings }) => settings), ...gateways.settings]), ...fixedSettings],
    remarks: distinct([
      ...(setsIdle ? versionRemarks(found.version) : []),
      ...ofRules.flatMap(({ remarks }) => remarks),
      ...sessionRemarks(
        found,
        `remove it and set ${about.affinity.key} to a ConsistentHash of a cookie with Path, Secure and SameSite`,
      ),
      ...targetRemarks(found),
      ...gateways.remarks,
    ]),
    sources: [...new Set([...ofRules.flatMap(({ sources = [] }) => sources), ...(gateways.sources ?? [])])],
  };
}

function readRule(rule: RouteRule, attachment: Attachment | undefined, found: FoundRoute): Stretch {
  const effective = backendPolicyFor(rule, found, attachment);
  const { spec, why, policies: sources } = effective;
  if (why !== undefined) return { settings: notKnown(why), remarks: effective.remarks, sources };
  const client = attachment === undefined ? undefined : readClientPolicy(attachment, found.objects);
  const timeouts = readTimeouts(rule, effective, client);
  const affinity = readAffinity(rule, effective);
  const probePath = valueAt(spec, ['healthCheck', 'active', 'http', 'path']);
  return {
    settings: [
      ...timeouts.settings,
      ...affinity.settings,
      readRouting(spec, found),
      readRetry(rule, spec),
      ...(typeof probePath === 'string' ? [set('health-probe-path', probePath, about.probe)] : []),
    ],
    remarks: [...effective.remarks, ...timeouts.remarks, ...affinity.remarks, ...specRemarks(spec)],
    sources,
  };
}

const notKnown = (why: string): Setting[] => [
  unknown('total-limit', why, about.requestTimeout),
  unknown('idle-limit', why, about.streamIdle),
  unknown('affinity', why, about.affinity),
  unknown('balances-over', why, about.routing),
  unknown('retry', why, about.retry),
];

function readRouting(spec: unknown, { gateways, objects }: FoundRoute): Setting {
  const proxies = gateways.map((gateway) => proxyOf(gateway, gatewayClassesOf([gateway], objects)[0], objects));
  const written = valueAt(spec, ['routingType']) ?? proxies.map((proxy) => valueAt(proxy, ['spec', 'routingType'])).find(Boolean);
  if (written === undefined) return byDefault('balances-over', 'pods', about.routing);
  return set('balances-over', written === 'Service' ? 'service' : 'pods', about.routing);
}

/** What was refused, or answered by a status; all else is a request that was merely slow, or reset on its way. */
const WHEN_REFUSED = ['connect-failure', 'refused-stream', 'unavailable', 'cancelled', 'retriable-status-codes', 'retriable-4xx'];

function readRetry(rule: RouteRule, spec: unknown): Setting {
  if ('retry' in rule) {
    const perTry = valueAt(rule, ['timeouts', 'backendRequest']) !== undefined;
    return set('retry', perTry ? 'when-slow' : 'when-refused', about.retry);
  }
  const retry = valueAt(spec, ['retry']);
  if (retry === undefined) return byDefault('retry', facts.retry.default, about.retry);
  const triggers = (valueAt(retry, ['retryOn', 'triggers']) ?? []) as string[];
  const isSlow =
    valueAt(retry, ['perRetry', 'timeout']) !== undefined || triggers.some((trigger) => !WHEN_REFUSED.includes(trigger));
  if (valueAt(retry, ['numRetries']) === 0) return set('retry', 'off', about.retry);
  return set('retry', isSlow ? 'when-slow' : 'when-refused', about.retry);
}
