import { rejected } from '../../../../path/remark';
import type { KubeObject } from '../../../../kubernetes/object';
import { describe } from '../../../../kubernetes/object';
import { valueAt } from '../../../../kubernetes/owned-key';
import type { Remark } from '../../../../path/hop';
import { byDefault, set, unknown, type Setting } from '../../../../path/setting';
import { durationIn } from '../../duration-in';
import { gatewayClassesOf } from '../../gateways';
import type { FoundRoute, Stretch } from '../../implementation';
import { readEach } from '../../read-gateways';
import { about, CONTROLLER, NO_CLASS } from './about';
import { envoyGatewayFacts as facts } from './facts';
import { attachmentsOf, type Attachment } from './attachments';
import { readClientPolicy } from './read-client-policy';
import { proxyOf } from './proxy';

/** What the Gateways of a route, their ClientTrafficPolicies and their EnvoyProxies do to every stream through them. */
export function readGateways(found: FoundRoute): Stretch {
  const attachments = attachmentsOf(found);
  return readEach(found.gateways, about, (gateway) =>
    readGateway(
      gateway,
      attachments.filter((attachment) => attachment.gateway === gateway),
      found.objects,
    ),
  );
}

function readGateway(gateway: KubeObject, attachments: readonly Attachment[], objects: readonly KubeObject[]): Stretch {
  const [gatewayClass] = gatewayClassesOf([gateway], objects);
  const proxy = proxyOf(gateway, gatewayClass, objects);
  const drain = readDrain(proxy);
  const clientPolicies = attachments.map((attachment) => readClientPolicy(attachment, objects));
  return {
    settings: [drain.setting, readClientAddress(proxy), ...clientPolicies.map(({ http2 }) => http2)],
    sources: [...clientPolicies.flatMap(({ policies }) => policies), ...(typeof proxy === 'object' ? [proxy] : [])],
    remarks: [
      ...drain.remarks,
      ...providerRemarks(proxy),
      ...classRemarks(gateway, gatewayClass),
      ...clientPolicies.flatMap(({ remarks }) => remarks),
    ],
  };
}

type Proxy = ReturnType<typeof proxyOf>;

function readDrain(proxy: Proxy): { setting: Setting; remarks: Remark[] } {
  if (proxy === 'unknown') return { setting: unknown('drain-limit', NO_CLASS, about.drain), remarks: [] };
  const written = proxy === 'none' ? undefined : valueAt(proxy, ['spec', 'shutdown', 'drainTimeout']);
  const drain = durationIn(written);
  if (drain !== undefined) return { setting: set('drain-limit', drain, about.drain), remarks: [] };
  return {
    setting: byDefault('drain-limit', facts.drain.default, about.drain),
    remarks:
      written === undefined
        ? []
        : [
            rejected(
              `${about.drain.key} is ${JSON.stringify(written)}`,
              'it takes a duration',
              'write it as 1h or 90s',
              facts.drain,
              about.drain.key,
            ),
          ],
  };
}

function readClientAddress(proxy: Proxy): Setting {
  if (proxy === 'unknown') return unknown('client-address', NO_CLASS, about.clientAddress);
  const path = ['spec', 'provider', 'kubernetes', 'envoyService', 'externalTrafficPolicy'];
  const written = proxy === 'none' ? undefined : valueAt(proxy, path);
  if (written === undefined) return byDefault('client-address', 'kept', about.clientAddress);
  return set('client-address', written === 'Local' ? 'kept' : 'replaced', about.clientAddress);
}

function providerRemarks(proxy: Proxy): Remark[] {
  const provider = valueAt(proxy, ['spec', 'provider']);
  const type = valueAt(provider, ['type']);
  if (valueAt(provider, ['kubernetes']) === undefined || type === 'Kubernetes') return [];
  return [
    rejected(
      `EnvoyProxy spec.provider.type is ${type === undefined ? 'not set' : JSON.stringify(type)}`,
      'a provider with kubernetes is of type Kubernetes',
      'set spec.provider.type to Kubernetes',
      facts.clientAddress,
      'EnvoyProxy spec.provider.type',
    ),
  ];
}

/** A class of another name may be anybody's, and then none of the policies counts. */
function classRemarks(gateway: KubeObject, gatewayClass: KubeObject | undefined): Remark[] {
  const name = valueAt(gateway, ['spec', 'gatewayClassName']);
  if (gatewayClass !== undefined || name === facts.gatewayClass.default) return [];
  return [
    {
      rule: 'setting-ignored-by-target',
      level: 'unknown',
      found: `${describe(gateway)} is of class ${JSON.stringify(name)}, and that GatewayClass is not in the input`,
      need: `policies of Envoy Gateway count only if its controllerName is ${CONTROLLER}`,
      fix: `add the GatewayClass ${JSON.stringify(name)} to the input`,
      fact: facts.gatewayClass,
      key: 'Gateway spec.gatewayClassName',
    },
  ];
}
