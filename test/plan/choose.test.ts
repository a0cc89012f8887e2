import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { parse } from 'yaml';
import { root } from '../../scripts/run';
import { fails } from '../../src/check';
import { hops } from '../../src/hops/index';
import { choose } from '../../src/plan/choose';
import { orderProblems } from '../../src/plan/order';
import { kindsOf, UnknownHopError } from '../../src/plan/plan-path';
import { StreamPolicy } from '../../src/policy/stream-policy';

const policy = new StreamPolicy({ paths: ['/events'] });
const byAddress = policy.with({ affinity: { kind: 'client-ip' } });
const nearestOf = (via: string) => choose(policy, via.split(',')).nearest;

test('what works needs no other', () => {
  const { works, nearest } = choose(policy, ['agc', 'http-route/agc', 'service', 'workload']);
  expect([works, nearest]).toEqual([true, undefined]);
});

test('a retired controller is replaced', () => {
  expect(nearestOf('ingress-nginx,service,workload')?.changes).toEqual([expect.stringMatching(/^replace ingress-nginx by /)]);
});

test('a gateway for containers may have an Ingress behind it, and a cluster before the Service', () => {
  expect(orderProblems(kindsOf(['agc', 'ingress-agc', 'aks', 'service', 'workload']))).toEqual([]);
  expect(orderProblems(kindsOf(['agc', 'aks', 'service']))).toEqual(['agc needs http-route/agc or ingress-agc right behind it']);
});

test('a gateway without the routes that configure it gets them', () => {
  expect(nearestOf('agc,service,workload')).toEqual({
    via: ['agc', 'http-route/agc', 'service', 'workload'],
    changes: ['add http-route/agc behind agc'],
  });
});

test('an order that no request takes is put right', () => {
  const { problems, nearest } = choose(policy, ['service', 'http-route/envoy-gateway', 'workload']);
  expect(problems).toEqual([expect.stringContaining('http-route/envoy-gateway cannot stand behind service')]);
  expect(nearest?.via).toEqual(['http-route/envoy-gateway', 'service', 'workload']);
});

test('hops that know no cookie get another affinity before one of them is left out', () => {
  const nearest = nearestOf('service/load-balancer,workload');
  expect(nearest).toEqual({
    via: ['service/load-balancer', 'workload'],
    changes: ["set the policy's affinity to { kind: client-ip }"],
    affinity: 'client-ip',
  });
});

test.each([
  ['service/load-balancer,workload,redis-backplane', 'service/load-balancer,workload,redis-backplane'],
  ['nginx,apisix,service,workload', expect.stringMatching(/^nginx,(?:ingress|http-route)[^,]*,service,workload$/)],
  ['front-door,http-route/agc,service,workload', 'front-door/around,http-route/agc,service,workload'],
])('of %s the nearest is %s', (via, nearest) => {
  expect(nearestOf(via)?.via.join()).toEqual(nearest);
});

test.each([
  'front-door/around,service,workload',
  'service/load-balancer,workload,redis-backplane',
  'nginx,apisix,service,workload',
  'workload,service,ingress-nginx',
  'ingress-nginx,ingress-traefik,service,workload',
  'application-gateway,aks,service,workload',
])('of %s nothing is left out that the stream needs', (via) => {
  for (const under of [policy, byAddress]) {
    const nearest = choose(under, via.split(',')).nearest?.via ?? via.split(',');
    expect(nearest).toContain('workload');
    expect(nearest.some((type) => type.startsWith('service'))).toBe(true);
    const routes = kindsOf(nearest).filter(({ isRoute }) => isRoute);
    expect(routes.length).toBeLessThanOrEqual(1);
  }
});

test('a list from process to client is turned round in one change, and what is retired is replaced', () => {
  expect(nearestOf('workload,service,http-route/agc,agc')).toEqual({
    via: ['agc', 'http-route/agc', 'service', 'workload'],
    changes: ['put them in order from client to process'],
  });
  expect(nearestOf('workload,service,ingress-nginx')?.changes).toEqual([
    'put them in order from client to process',
    expect.stringMatching(/^replace ingress-nginx by (?:ingress|http-route)/),
  ]);
});

test('a route is replaced by a route, whatever else could stand there', () => {
  const via = 'agc,http-route/agc,service,workload'.split(',');
  const { works, nearest } = choose(byAddress, via);
  expect(works).toBe(false);
  expect(nearest?.via).not.toContain('api-management');
  expect(nearest?.via.join()).toMatch(/^http-route\/.*,service,workload$/);
});

test.each(['redis-backplane', 'front-door/around', 'aks', 'signalr,redis-backplane', 'aks,redis-backplane/in-cluster'])(
  '%s is no path, and none is near',
  (via) => {
    const { works, problems, nearest } = choose(policy, via.split(','));
    expect([works, nearest]).toEqual([false, undefined]);
    expect(problems).toEqual([expect.stringMatching(/^nothing in the list .*serves the stream: .*workload/)]);
  },
);

test.each([
  ['http-route/agc', 1],
  ['signalr', 1],
  ['http-route/agc,service', 1],
  ['http-route/agc,service,workload', 0],
  ['http-route/agc,service,workload,redis-backplane', 0],
])('%s works as far as it goes', (via, count) => {
  const { works, notes } = choose(policy, via.split(','));
  expect([works, notes.length]).toEqual([true, count]);
});

test('what cannot be written is told, and the rest is written', () => {
  const odd = policy.with({ heartbeat: '2601ms' });
  const { write, findings } = choose(odd, ['ingress-agic', 'service', 'workload']);
  expect(write[0]).toEqual([]);
  expect(write[2]?.length).toBeGreaterThan(0);
  expect(findings.map(({ rule }) => rule)).toContain('value-rejected-by-target');
});

test('where the policy itself is at fault, nothing near is offered', () => {
  const impossible = policy.with({ heartbeat: '10m' });
  const { works, nearest, findings } = choose(impossible, ['agc', 'http-route/agc', 'service', 'workload']);
  expect(works).toBe(false);
  expect(findings.filter(fails).map(({ rule }) => rule)).toContain('heartbeat-within-idle-limit');
  if (nearest !== undefined) expect(choose(impossible, nearest.via).works).toBe(true);
});

test('what is offered as the nearest works, whatever was asked for', () => {
  const lists = fc.array(fc.constantFrom(...hops.map(({ type }) => type)), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(lists, (via) => {
      const choice = choose(policy, via);
      if (choice.works) {
        expect(choice.nearest).toBeUndefined();
        expect(choice.findings.filter(fails)).toEqual([]);
      } else if (choice.nearest !== undefined) {
        expect(orderProblems(kindsOf(choice.nearest.via))).toEqual([]);
        const under = choice.nearest.affinity === undefined ? policy : byAddress;
        expect(choose(under, choice.nearest.via).works).toBe(true);
      }
    }),
    { numRuns: 40 },
  );
});

test.each(hops.map(({ type }) => type))('a plan with %s speaks of no input: it has none', (type) => {
  const texts = [[], ['workload'], ['service', 'workload'], ['nginx', 'workload']].flatMap((behind) => {
    const { findings, path } = choose(policy, [type, ...behind]);
    const why = path.hops.flatMap(({ settings }) => settings.flatMap((one) => (one.origin === 'unknown' ? [one.why] : [])));
    return [...findings.flatMap(({ message, fix }) => [message, fix]), ...why];
  });
  expect(texts.filter((text) => /\bthe input\b/.test(text))).toEqual([]);
});

test('a hop that is not known is named with those that are', () => {
  expect(() => choose(policy, ['service', 'no-such-hop'])).toThrow(UnknownHopError);
  expect(() => choose(policy, ['no-such-hop'])).toThrow(/"no-such-hop"; there are .*workload/);
});

describe('the command', () => {
  const main = join(root, 'lib/cli/main.js');
  const via = 'agc,http-route/agc,service,workload';
  const run = (...args: string[]) => execFileSync(process.execPath, [main, 'plan', ...args], { encoding: 'utf8' });

  test('JSON and YAML hold the same', () => {
    const json = JSON.parse(run('--via', via, '--format', 'json')) as { version: number; works: boolean };
    expect(parse(run('--via', via, '--format', 'yaml'))).toEqual(json);
    expect([json.version, json.works]).toEqual([1, true]);
  });

  test('YAML says the same to readers of YAML 1.1, who take a bare off for false', () => {
    const yaml = run('--via', via, '--format', 'yaml');
    expect(parse(yaml, { version: '1.1' })).toEqual(JSON.parse(run('--via', via, '--format', 'json')));
  });

  test('an empty list is said to be one', () => {
    const empty = spawnSync(process.execPath, [main, 'plan', '--via', ' '], { encoding: 'utf8' });
    expect([empty.status, empty.stdout]).toEqual([2, '']);
    expect(empty.stderr).toContain('--via is empty');
  });

  test('where nothing near can, the fixes are named', () => {
    const none = spawnSync(process.execPath, [main, 'plan', '--via', 'front-door,service,workload'], { encoding: 'utf8' });
    expect(none.stdout).toMatch(
      /nothing near can\. What is to be done about it:\n(?: .*\n)*? {2}hop-does-not-support-sse: lead the stream/,
    );
  });

  test('1 where it cannot work, with the nearest that can; 2 for a hop that is not known', () => {
    const cannot = spawnSync(process.execPath, [main, 'plan', '--via', 'agc,service,workload'], { encoding: 'utf8' });
    expect(cannot.status).toBe(1);
    expect(cannot.stdout).toContain(`--via ${via}`);
    const wrong = spawnSync(process.execPath, [main, 'plan', '--via', 'agc,x'], { encoding: 'utf8' });
    expect([wrong.status, wrong.stdout]).toEqual([2, '']);
    expect(wrong.stderr).toContain('there is no hop "x"');
  });
});
