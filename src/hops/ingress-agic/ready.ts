import type { KubeObject } from '../../kubernetes/object';
import type { OwnedKey } from '../../kubernetes/owned-key';
import type { StreamPolicy } from '../../policy/stream-policy';
import { annotationOf } from './about';
import { secondsOf, written } from './annotations';
import { agicKeys, type AgicOptions } from './hop';
import { tlsOf } from './tls';

const TIMES = ['request-timeout', 'connection-draining-timeout'] as const;

/** The annotations an existing Ingress lacks or has with worse values. */
export function readyAgicKeys(policy: StreamPolicy, ingress: KubeObject, options: AgicOptions): OwnedKey[] {
  return agicKeys(policy, options).filter(
    (key) => !isGoodAsIs(ingress, key) && !(isNamed(key, 'ssl-redirect') && breaksTls(ingress, options)),
  );
}

function isGoodAsIs(ingress: KubeObject, key: OwnedKey): boolean {
  return TIMES.some((name) => isNamed(key, name) && (secondsOf(ingress, name) ?? 0) >= Number(key.value));
}

/** A redirect without TLS leads nowhere, and on a port of the user's choice it takes the place of TLS. */
function breaksTls(ingress: KubeObject, { tls }: AgicOptions): boolean {
  return (tls === 'as-found' && tlsOf(ingress) === 'none') || written(ingress, 'override-frontend-port') !== undefined;
}

const isNamed = ({ path }: OwnedKey, name: string): boolean => path.at(-1) === annotationOf(name);
