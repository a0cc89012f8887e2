import type { KubeObject } from '../../../kubernetes/object';
import { about } from '../about';
import { virtualServerFacts as facts } from './facts';

/** Other products have a VirtualServer too, F5 itself for BIG-IP. */
export const isOfController = ({ apiVersion }: KubeObject): boolean => apiVersion.startsWith('k8s.nginx.org/');

/** The names and keys of the settings of an upstream, by the key of one of its fields. */
export function upstreamAbout(keyOf: (field: string) => string) {
  const named = (name: string) => ({ name, key: keyOf(name) });
  const cookie = { name: 'sessionCookie', key: keyOf('sessionCookie') };
  return {
    readTimeout: { ...about.readTimeout, ...named('read-timeout') },
    sendTimeout: { ...about.sendTimeout, ...named('send-timeout') },
    buffering: { ...about.buffering, ...named('buffering'), off: false },
    upstream: { ...about.upstream, ...named('use-cluster-ip') },
    retry: { ...about.retry, ...named('next-upstream') },
    method: { ...about.hash, ...named('lb-method') },
    cookie: { ...cookie, fact: facts.sessionCookie },
    noAffinity: { ...cookie, fact: about.noAffinity.fact },
  };
}

export type UpstreamAbout = ReturnType<typeof upstreamAbout>;
