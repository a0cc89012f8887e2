const BY_POLICY = 'judged of the policy that a construct is given';
const BESIDE = 'stated beside another fact of the same remark, which is cited';

/** The measured facts that no file and no plan cites, each with the reason. A test fails on one that is missing and on one that is not needed. */
export const UNSEEN: Readonly<Record<string, string>> = {
  'http-route/istio/mesh-add-on ejection': BESIDE,
  'http-route/istio/mesh-add-on ejectionShare': BESIDE,
  'http-route/istio/self-managed ejection': BESIDE,
  'http-route/istio/self-managed ejectionShare': BESIDE,
  'ingress-nginx cookieName': BY_POLICY,
  'ingress-nginx paths': BY_POLICY,
  'ingress-traefik buffering': 'measured of a Middleware, by the tests of Traefik',
  'ingress-traefik compress': 'measured of a Middleware, by the tests of Traefik',
  'nginx chunked': 'measured of a server of nginx, by the tests of nginx',
  'nginx connection': 'measured of a server of nginx, by the tests of nginx',
  'nginx passOn': 'measured of a server of nginx, by the tests of nginx',
};
