/** The measured facts that no file and no plan cites, each with the reason. A test fails on one that is missing and on one that is not needed. */
export const UNSEEN: Readonly<Record<string, string>> = {
  'ingress-agic onGateway': 'cited beside a gateway of Terraform, in test/hops/ingress-agic',
  'ingress-agic requestTimeoutSent': 'gives the default of a setting that cites requestTimeout',
  'ingress-agic rewriteRuleSet': 'cited beside a gateway of Terraform, in test/hops/ingress-agic',
  'ingress-nginx cookieName': 'judged of the policy that a construct is given; in a file it is an ignored value',
};
