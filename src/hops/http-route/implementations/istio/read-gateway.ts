import { rejected } from '../../../../path/remark';
import { listAt } from '../../../../kubernetes/ingress';
import { secondsOf, type KubeObject } from '../../../../kubernetes/object';
import { valueAt } from '../../../../kubernetes/owned-key';
import type { Remark } from '../../../../path/hop';
import { byDefault, set, unknown, type Setting } from '../../../../path/setting';
import type { Duration } from '../../../../policy/duration';
import { durationIn } from '../../duration-in';
import type { FoundRoute, Stretch } from '../../implementation';
import { readEach } from '../../read-gateways';
import { about, NO_PARAMETERS, NOT_PROVEN_ON_AKS } from './about';
import { istioFacts as facts } from './facts';
import { parametersOf, type Parameters } from './parameters';
import { proxyConfigOf } from './proxy-config';

/** What the pods and the Service that Istio makes for a Gateway do to every stream through it. */
export function readGateways({ gateways, objects }: FoundRoute, isAppRouting: boolean): Stretch {
  return readEach(gateways, about, (gateway) => readGateway(gateway, objects, isAppRouting));
}

function readGateway(gateway: KubeObject, objects: readonly KubeObject[], isAppRouting: boolean): Stretch {
  const parameters = parametersOf(gateway, objects);
  const config = proxyConfigOf(gateway, objects);
  const { terminationDrainDuration: written } = config.values;
  const drain = durationIn(written);
  return {
    settings: [
      isAppRouting ? unknown('drain-limit', NOT_PROVEN_ON_AKS, about.aksDrain) : drainLimit(drain, parameters),
      clientAddress(parameters),
      byDefault('http2', facts.http2.default, about.http2),
    ],
    remarks: [
      ...parameters.remarks,
      ...config.remarks,
      ...(written === undefined || drain !== undefined ? [] : [notADuration(written)]),
    ],
    sources: parameters.maps,
  };
}

/** Whatever the agent waits for, the grace period of the pod ends it. */
function drainLimit(written: Duration | undefined, { deployment, isWhole }: Parameters): Setting {
  if (!isWhole) return unknown('drain-limit', NO_PARAMETERS, about.gracePeriod);
  const graces = deployment.map((patch) =>
    secondsOf(valueAt(patch, ['spec', 'template', 'spec', 'terminationGracePeriodSeconds'])),
  );
  const own = graces.find((each) => each !== undefined);
  const grace = own ?? facts.gracePeriod.default;
  const origin = own === undefined ? byDefault : set;
  if (deployment.some(exitsOnZero)) return origin('drain-limit', grace, about.exitOnZero);
  const drain = written ?? facts.drain.default;
  if (drain.isLongerThan(grace)) return origin('drain-limit', grace, about.gracePeriod);
  return (written === undefined ? byDefault : set)('drain-limit', drain, about.drain);
}

function exitsOnZero(patch: unknown): boolean {
  const containers = listAt(patch, 'spec', 'template', 'spec', 'containers') as readonly { env?: unknown }[];
  return containers.some(({ env }) => valueAt(env, [{ named: 'EXIT_ON_ZERO_ACTIVE_CONNECTIONS' }, 'value']) === 'true');
}

const notADuration = (written: unknown): Remark =>
  rejected(
    `terminationDrainDuration is ${JSON.stringify(written)}`,
    'it takes a number with a unit',
    'write it as 1h or 90s',
    facts.drain,
    about.drain.key,
  );

function clientAddress({ service, isWhole }: Parameters): Setting {
  if (!isWhole) return unknown('client-address', NO_PARAMETERS, about.clientAddress);
  const written = service.map((patch) => valueAt(patch, ['spec', 'externalTrafficPolicy'])).find(Boolean);
  if (written === undefined) return byDefault('client-address', 'replaced', about.clientAddress);
  return set('client-address', written === 'Local' ? 'kept' : 'replaced', about.clientAddress);
}
