import { rules } from '../../src/rules/index';
import { StreamHttpRoute } from '../../src/hops/http-route/construct';
import { agc } from '../../src/hops/http-route/implementations/agc/agc';
import { StreamLoadBalancer, StreamService } from '../../src/hops/service/construct';
import { StreamWorkload } from '../../src/hops/workload/construct';
import { chart, failure, policy, written } from './support';

const route = { gateway: { name: 'edge' }, implementation: agc({ healthProbePath: '/readyz', albControllerVersion: '1.12.4' }) };

it('proves a clean path once, however many constructs are on it', () => {
  const scope = chart();
  const pods = new StreamWorkload(scope, 'pods', { policy: policy(), name: 'pods', image: 'image' });
  const backend = new StreamService(scope, 'service', { policy: policy(), name: 'service', pods });
  const onePolicy = policy();
  expect(
    proofsOf(() => new StreamHttpRoute(scope, 'route', { policy: onePolicy, name: 'route', backend, ...route }), scope),
  ).toBe(3);

  const shared = chart();
  const samePods = new StreamWorkload(shared, 'pods', { policy: onePolicy, name: 'pods', image: 'image' });
  const same = new StreamService(shared, 'service', { policy: onePolicy, name: 'service', pods: samePods });
  const last = () => new StreamHttpRoute(shared, 'route', { policy: onePolicy, name: 'route', backend: same, ...route });
  expect(proofsOf(last, shared)).toBe(1);
});

it('proves what clients reach from outside as a path of its own, though a clean path leads through it', () => {
  const scope = chart();
  const onePolicy = policy();
  const pods = new StreamWorkload(scope, 'pods', { policy: onePolicy, name: 'pods', image: 'image' });
  const backend = new StreamLoadBalancer(scope, 'entry', { policy: onePolicy, name: 'entry', pods });
  new StreamHttpRoute(scope, 'route', { policy: onePolicy, name: 'route', backend, ...route });
  expect(failure(scope)).toContain('[test/entry] affinity-at-balancing-hop');
});

/** Each proof asks every rule once. */
function proofsOf(build: () => unknown, scope: ReturnType<typeof chart>): number {
  build();
  const [rule] = rules;
  if (rule === undefined) throw new Error('there is no rule to count by');
  const ask = jest.spyOn(rule, 'ask');
  written(scope);
  const { length } = ask.mock.calls;
  ask.mockRestore();
  return length;
}
