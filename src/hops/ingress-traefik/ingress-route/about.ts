import type { KubeObject } from '../../../kubernetes/object';

/** Other products have a Middleware too. */
export const isOfTraefik = ({ apiVersion }: KubeObject): boolean => /^traefik\.(?:io|containo\.us)\//.test(apiVersion);
