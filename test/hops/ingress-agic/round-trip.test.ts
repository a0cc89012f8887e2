import { StreamAgicIngress, type StreamAgicIngressProps } from '../../../src/hops/ingress-agic/construct';
import { agicKind } from '../../../src/hops/ingress-agic/kind';
import { readAgicIngress } from '../../../src/hops/ingress-agic/read';
import { StreamService } from '../../../src/hops/service/construct';
import { StreamWorkload } from '../../../src/hops/workload/construct';
import { chart, failure, policies, policy, writtenOf } from '../../constructs/support';
import { ingressWith, props, told } from './support';

const shapes: [string, Partial<StreamAgicIngressProps>][] = [
  ['a certificate on the gateway', {}],
  ['a Secret', { tls: { secretName: 'tls' } }],
  ['a probe path', { healthProbePath: '/healthz' }],
  ['a firewall policy', { wafPolicyId: '/subscriptions/0/waf' }],
];

/** What only the policy shows is no part of the Ingress. */
const FROM_THE_POLICY = ['setting-ignored-by-target', 'affinity-unsupported-by-hop'];

describe.each(policies)('policy with affinity %s', (_, of) => {
  it.each(shapes)('is read as it was planned: %s', (_name, more) => {
    const scope = chart();
    const { hop } = new StreamAgicIngress(scope, 'ingress', {
      ...props,
      ...more,
      policy: of.affinity.kind === 'client-ip' ? policy() : of,
    });
    const remarks = hop.remarks.filter(({ rule }) => !FROM_THE_POLICY.includes(rule));
    expect(readAgicIngress(writtenOf(scope, 'Ingress'))).toEqual({ ...hop, remarks });
  });
});

it('says at most a warning of a Secret, and otherwise no more than notes', () => {
  const worst = (more: Partial<StreamAgicIngressProps>) =>
    told(readAgicIngress(ingressWith(more))).filter((text) => / (error|warning)$/.test(text));
  expect(worst({})).toEqual([]);
  expect(worst({ tls: { secretName: 'tls' } })).toEqual(['secure-transport warning']);
});

it('writes rules for a host, and just the annotations that the stream needs', () => {
  const ingress = ingressWith({
    policy: policy({ paths: ['/events', { exact: '/messages' }] }),
    healthProbePath: '/healthz',
    metadata: { annotations: { 'appgw.ingress.kubernetes.io/rewrite-rule-set': 'mine' } },
  });
  expect(ingress).toMatchSnapshot();
});

it('names the cookie as the controller does', () => {
  const names = [ingressWith(), ingressWith({ metadata: { namespace: 'other' } })].map((ingress) =>
    readAgicIngress(ingress).settings.find(({ aspect }) => aspect === 'affinity'),
  );
  expect(names[0]).toMatchObject({ value: { name: 'appgw-affinity-0fa15bdb859458c90532d12b3412d74b', lifetime: 'unknown' } });
  expect(names[1]).not.toEqual(names[0]);
  expect(agicKind.plan(policy()).settings).toContainEqual(
    expect.objectContaining({ value: expect.objectContaining({ name: 'appgw-affinity-(MD5 of <namespace>-sse)' }) as unknown }),
  );
});

it('writes the readiness path of a known workload, and is proved with it', () => {
  const made = (preStop: string) => {
    const scope = chart();
    const pods = new StreamWorkload(scope, 'workload', { policy: props.policy, name: 'sse', image: 'sse:1', preStop });
    const backend = new StreamService(scope, 'service', { policy: props.policy, name: 'sse', pods });
    new StreamAgicIngress(scope, 'ingress', { ...props, backend });
    return scope;
  };
  expect(writtenOf(made('90s'), 'Ingress').metadata.annotations).toMatchObject({
    'appgw.ingress.kubernetes.io/health-probe-path': '/readyz',
  });
  // The controller takes longer than this to take a pod out of the gateway.
  expect(failure(made('15s'))).toContain('drain-window-covers-close');
});
