import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lint } from '../../../../src/lint/lint';

const fixture = (name: string) => ({ name, text: readFileSync(join(__dirname, 'fixtures', name), 'utf8') });

/** What lint says at or above warning about Traefik: `line rule`. */
async function told(name: string): Promise<string[]> {
  const { findings, problems } = await lint([fixture(name)]);
  expect(problems).toEqual([]);
  return findings
    .filter(({ hop, level }) => hop === 'ingress-traefik' && (level === 'error' || level === 'warning'))
    .map(({ rule, location }) => `${location.line} ${rule}`);
}

it('finds nothing wrong with an IngressRoute that has what a stream needs', async () => {
  expect(await told('good.yaml')).toEqual([]);
});

it('follows an IngressRoute to the workload, and its Service is no entry of its own', async () => {
  const { paths } = await lint([fixture('good.yaml')]);
  expect(paths.map(({ name, evidence, hops }) => [name, evidence, ...hops])).toEqual([
    [
      'IngressRoute app/prices',
      'its path /events',
      'the load balancer in front of Traefik',
      'IngressRoute app/prices',
      'Service app/prices',
      'Deployment app/prices',
    ],
  ]);
});

it('names the line of each field that breaks a stream, in whichever object', async () => {
  expect(await told('bad.yaml')).toEqual([
    '15 affinity-bypassed',
    '17 value-rejected-by-target',
    '18 value-rejected-by-target',
    '31 response-buffering-off',
    '33 connection-limit-on-stream',
  ]);
  const { findings } = await lint([fixture('bad.yaml')], { changes: true });
  const changes = findings.flatMap(({ rule, location, change }) =>
    rule !== 'value-rejected-by-target' || change === undefined || 'doubt' in change ? [] : [`${location.line}: ${change.text}`],
  );
  expect(changes).toEqual(['17: "lax"', '18: 86400']);
});

it('says that services which take turns need a cookie of their own, and a reference takes none', async () => {
  expect(await told('weighted.yaml')).toEqual(['11 setting-ignored-by-target', '18 affinity-conflicts-with-load-balancing']);
});
