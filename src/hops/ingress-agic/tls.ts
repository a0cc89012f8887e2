import type { KubeObject } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';
import { isOn, written } from './annotations';
import { listAt } from '../../kubernetes/ingress';

/**
 * Where TLS comes from. `certificate`: one on the gateway, which also stands in for a Secret; `secret`: a Secret alone;
 * `undone`: there is a certificate, and another annotation undoes it.
 */
export function tlsOf(ingress: KubeObject): 'certificate' | 'secret' | 'undone' | 'none' {
  const hasCertificate = (written(ingress, 'appgw-ssl-certificate') ?? '') !== '';
  const hasSecret = listAt(ingress, 'spec', 'tls').some((tls) => valueAt(tls, ['secretName']) !== undefined);
  if (!hasCertificate && !hasSecret) return 'none';
  if (written(ingress, 'override-frontend-port') !== undefined && isOn(ingress, 'ssl-redirect')) return 'undone';
  return hasCertificate ? 'certificate' : 'secret';
}
