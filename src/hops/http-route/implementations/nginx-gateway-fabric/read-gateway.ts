import { rejected } from '../../../../path/remark';
import { describe, keyIn, secondsOf, type KubeObject } from '../../../../kubernetes/object';
import { valueAt } from '../../../../kubernetes/owned-key';
import type { Remark } from '../../../../path/hop';
import { byDefault, set, unknown, type Setting } from '../../../../path/setting';
import { NO_GATEWAY } from '../../about';
import { gatewayClassesOf } from '../../gateways';
import type { FoundRoute, Stretch } from '../../implementation';
import { about, CONTROLLER, NO_CLASS } from './about';
import { ngfFacts as facts } from './facts';
import { directiveTime } from './settings';
import { directivesIn, snippetsPoliciesOf } from './snippets';
import { proxyOf, type Proxy } from './targets';

/** What a Gateway that is not in the input does, and nobody can know. */
export const unknownGateway: readonly Setting[] = [
  unknown('drain-limit', NO_GATEWAY, about.reload),
  unknown('drain-limit', NO_GATEWAY, about.drain),
  unknown('client-address', NO_GATEWAY, about.clientAddress),
  unknown('http2', NO_GATEWAY, about.http2),
];

/** What the Gateway, its snippets and its NginxProxy do to every stream through it. */
export function readGateways(found: FoundRoute): Stretch {
  const { gateways, objects } = found;
  if (gateways.length === 0) return { settings: unknownGateway, remarks: [] };
  return {
    settings: [readReload(found), ...gateways.flatMap((gateway) => readProxy(proxyOf(gateway, objects)))],
    remarks: gateways.flatMap((gateway) => [
      ...proxyRemarks(proxyOf(gateway, objects)),
      ...classRemarks(gateway, gatewayClassesOf([gateway], objects)[0]),
    ]),
  };
}

function readReload(found: FoundRoute): Setting {
  const written = directivesIn(snippetsPoliciesOf(found), 'main').get('worker_shutdown_timeout');
  const limit = written === undefined ? undefined : directiveTime(written);
  if (written === undefined) return byDefault('drain-limit', facts.reload.default, about.reload);
  if (limit === undefined) return unknown('drain-limit', `"${written}" is not read`, about.reload);
  return set('drain-limit', limit.milliseconds === 0 ? 'disabled' : limit, about.reload);
}

function readProxy({ spec, isWhole }: Proxy): Setting[] {
  return [readDrain(spec, isWhole), readClientAddress(spec, isWhole), readHttp2(spec, isWhole)];
}

function readDrain(spec: unknown, isWhole: boolean): Setting {
  const written = ['deployment', 'daemonSet'].flatMap(
    (kind) => secondsOf(valueAt(spec, ['kubernetes', kind, 'pod', 'terminationGracePeriodSeconds'])) ?? [],
  )[0];
  if (written !== undefined) return set('drain-limit', written, about.drain);
  if (!isWhole) return unknown('drain-limit', NO_CLASS, about.drain);
  return byDefault('drain-limit', facts.drain.default, about.drain);
}

function readClientAddress(spec: unknown, isWhole: boolean): Setting {
  if (valueAt(spec, ['rewriteClientIP', 'mode']) === 'ProxyProtocol') return set('client-address', 'kept', rewriting);
  const written = valueAt(spec, ['kubernetes', 'service', 'externalTrafficPolicy']);
  if (written !== undefined) return set('client-address', written === 'Local' ? 'kept' : 'replaced', about.clientAddress);
  if (!isWhole) return unknown('client-address', NO_CLASS, about.clientAddress);
  return byDefault('client-address', 'kept', about.clientAddress);
}

const rewriting = { ...about.clientAddress, name: 'client address', key: 'NginxProxy spec.rewriteClientIP' };

function readHttp2(spec: unknown, isWhole: boolean): Setting {
  const written = valueAt(spec, ['disableHTTP2']);
  if (typeof written === 'boolean') return set('http2', written ? 'off' : 'on', about.http2);
  if (!isWhole) return unknown('http2', NO_CLASS, about.http2);
  return byDefault('http2', facts.http2.default, about.http2);
}

/** What people look for in an NginxProxy that is not there, and what there is. */
const INSTEAD = {
  workerShutdownTimeout: 'only a SnippetsPolicy of the Gateway, context main, can write worker_shutdown_timeout',
  workerProcesses: 'how many connections a worker holds is set by spec.workerConnections',
  workerRlimitNofile: 'how many connections a worker holds is set by spec.workerConnections',
};

function proxyRemarks({ spec }: Proxy): Remark[] {
  return Object.entries(INSTEAD).flatMap(([field, instead]) => {
    const written = valueAt(spec, [field]);
    if (written === undefined) return [];
    const key = `NginxProxy spec.${field}`;
    return [
      rejected(
        `${key} is ${JSON.stringify(written)}`,
        'an NginxProxy has no such field; the API server refuses or drops it',
        `remove it; ${instead}`,
        facts.proxyFields,
        key,
      ),
    ];
  });
}

function classRemarks(gateway: KubeObject, gatewayClass: KubeObject | undefined): Remark[] {
  const className = valueAt(gateway, ['spec', 'gatewayClassName']);
  if (gatewayClass === undefined) return className === facts.gatewayClass.default ? [] : [unknownClass(gateway, className)];
  const refs = [valueAt(gatewayClass, ['spec', 'parametersRef']), valueAt(gateway, ['spec', 'infrastructure', 'parametersRef'])];
  if (refs.some((ref) => ref !== undefined)) return [];
  return [
    rejected(
      `GatewayClass ${gatewayClass.metadata.name} has no parametersRef`,
      'without any NginxProxy nginx refuses the configuration of the whole Gateway',
      'name an NginxProxy in its parametersRef, as the Helm chart does',
      facts.noProxy,
      keyIn(gatewayClass, 'spec.parametersRef'),
    ),
  ];
}

/** A class of another name may be anybody's, and then none of the policies counts. */
const unknownClass = (gateway: KubeObject, className: unknown): Remark => ({
  rule: 'setting-ignored-by-target',
  level: 'unknown',
  found: `${describe(gateway)} is of class ${JSON.stringify(className)}, and that GatewayClass is not in the input`,
  need: `policies of NGINX Gateway Fabric count only if its controllerName is ${CONTROLLER}`,
  fix: `add the GatewayClass ${JSON.stringify(className)} to the input`,
  fact: facts.gatewayClass,
  key: keyIn(gateway, 'spec.gatewayClassName'),
});
