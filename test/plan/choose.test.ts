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

  test('1 where it cannot work, with the nearest that can; 2 for a hop that is not known', () => {
    const cannot = spawnSync(process.execPath, [main, 'plan', '--via', 'agc,service,workload'], { encoding: 'utf8' });
    expect(cannot.status).toBe(1);
    expect(cannot.stdout).toContain(`--via ${via}`);
    const wrong = spawnSync(process.execPath, [main, 'plan', '--via', 'agc,x'], { encoding: 'utf8' });
    expect([wrong.status, wrong.stdout]).toEqual([2, '']);
    expect(wrong.stderr).toContain('there is no hop "x"');
  });
});
