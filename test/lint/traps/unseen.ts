const BESIDE = 'stated beside another fact of the same remark, which is cited';

/** The measured facts that no file and no plan cites, each with the reason. A test fails on one that is missing and on one that is not needed. */
export const UNSEEN: Readonly<Record<string, string>> = {
  'http-route/istio/mesh-add-on ejection': BESIDE,
  'http-route/istio/mesh-add-on ejectionShare': BESIDE,
  'http-route/istio/self-managed ejection': BESIDE,
  'http-route/istio/self-managed ejectionShare': BESIDE,
  'ingress-agic requestTimeoutSent': 'gives the default of a setting that cites requestTimeout',
  'ingress-nginx cookieName': 'judged of the policy that a construct is given; in a file it is an ignored value',
};
