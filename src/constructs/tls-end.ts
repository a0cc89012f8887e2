import type { Kind } from './require-props';

/** Said of a hop whose TLS ends at a proxy before it that takes nothing by plain HTTP. */
export const inFront: Kind = { takes: "'terminated-in-front'", is: (value) => value === 'terminated-in-front' };

/** Where clients' TLS ends: at the hop, or at a proxy before it. */
export const tlsEndOf = (tls: unknown): 'here' | 'in-front' => (inFront.is(tls) ? 'in-front' : 'here');
