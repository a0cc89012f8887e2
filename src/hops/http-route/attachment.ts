import { listAt } from '../../kubernetes/ingress';
import { describe, keyIn, type KubeObject } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';
import type { Fact } from '../../path/fact';
import type { Remark } from '../../path/hop';
import { ignored } from '../../path/remark';
import { httpRouteFacts as facts } from './facts';
import { listenersOf, type Listener } from './gateways';

/** Whether a listener lets a route attach, besides by host name. */
interface Admission {
  readonly takes: boolean | 'unknown';
  /** What keeps the route away, or may. */
  readonly why: string;
  readonly fix: string;
  readonly fact: Fact;
}

const KINDS = 'spec.listeners[].allowedRoutes.kinds';
const FROM = 'spec.listeners[].allowedRoutes.namespaces.from';
/** What these carry is no HTTP to them. */
const BELOW_HTTP = ['TLS', 'TCP', 'UDP'];
const NAME_LABEL = 'kubernetes.io/metadata.name';

export function admissionBy(listener: Listener, gateway: KubeObject, route: KubeObject): Admission {
  const { name, protocol } = listener;
  const kinds = listAt(listener, 'allowedRoutes', 'kinds').map((each) => valueAt(each, ['kind']));
  const refused = (why: string, fix: string, fact: Fact): Admission => ({
    takes: false,
    why: `listener ${name} ${why}`,
    fix,
    fact,
  });
  if (BELOW_HTTP.includes(protocol)) {
    return refused(`is of protocol ${protocol}`, 'attach the route to a listener of protocol HTTPS', facts.listenerKinds);
  }
  if (kinds.length > 0 && !kinds.includes('HTTPRoute')) {
    return refused(`takes ${kinds.join(', ')} only (${KINDS})`, `add HTTPRoute to ${KINDS}`, facts.listenerKinds);
  }
  return { ...fromNamespace(listener, gateway, route), fact: facts.listenerNamespaces };
}

function fromNamespace(listener: Listener, gateway: KubeObject, route: KubeObject): Omit<Admission, 'fact'> {
  const written = valueAt(listener, ['allowedRoutes', 'namespaces', 'from']);
  const from = written ?? facts.listenerNamespaces.default;
  const [own, other] = [gateway.metadata.namespace, route.metadata.namespace];
  const said = `listener ${listener.name} takes routes from ${JSON.stringify(from)}${written === undefined ? ' (default)' : ''} (${FROM})`;
  const fix = `set ${FROM} to All, or to Selector with matchLabels ${NAME_LABEL}: ${other ?? '<namespace of the route>'}`;
  return { takes: admits(), why: `${said}, and the route is in namespace ${other ?? 'that nothing tells'}`, fix };

  function admits(): boolean | 'unknown' {
    if (from === 'All') return true;
    if (from === 'None') return false;
    if (from === 'Selector') return selects(valueAt(listener, ['allowedRoutes', 'namespaces', 'selector']), other);
    if (own === other) return true;
    return own === undefined || other === undefined ? 'unknown' : false;
  }
}

/** Of the labels of a namespace only its name is known: the API server gives each that label. */
function selects(selector: unknown, namespace: string | undefined): boolean | 'unknown' {
  const labels = Object.entries(valueAt(selector, ['matchLabels']) ?? {});
  if (namespace === undefined) return 'unknown';
  if (labels.some(([name, value]) => name === NAME_LABEL && value !== namespace)) return false;
  const isKnown = labels.length > 0 && labels.every(([name]) => name === NAME_LABEL);
  return isKnown && valueAt(selector, ['matchExpressions']) === undefined ? true : 'unknown';
}

/** Gateways that the route names, and none of whose listeners takes it, or perhaps none. */
export function attachmentRemarks(route: KubeObject, gateways: readonly KubeObject[]): Remark[] {
  return gateways.flatMap((gateway) => {
    const admissions = listenersOf(gateway, route).map((listener) => admissionBy(listener, gateway, route));
    const [first] = admissions;
    if (first === undefined || admissions.some(({ takes }) => takes === true)) return [];
    const unsure = admissions.find(({ takes }) => takes === 'unknown');
    const { why, fix, fact } = unsure ?? first;
    const remark = ignored(
      `${describe(route)} names ${describe(gateway)}: ${why}`,
      unsure === undefined
        ? 'a route that no listener takes is not attached, and the Gateway does not serve it'
        : 'whether that is one of them is not in the input',
      fix,
      fact,
      keyIn(gateway, 'spec.listeners'),
    );
    return [unsure === undefined ? remark : ({ ...remark, level: 'unknown' } as const)];
  });
}
