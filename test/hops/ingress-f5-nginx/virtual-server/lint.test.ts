import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lint } from '../../../../src/lint/lint';

const fixture = (name: string) => ({ name, text: readFileSync(join(__dirname, 'fixtures', name), 'utf8') });

/** What lint says of files at or above warning, about the controller: `rule line`, in order of lines. */
async function told(...names: readonly string[]): Promise<string[]> {
  const { findings, problems } = await lint(names.map(fixture));
  expect(problems).toEqual([]);
  return findings
    .filter(({ hop, level }) => hop === 'ingress-f5-nginx' && (level === 'error' || level === 'warning'))
    .toSorted((a, b) => a.location.line - b.location.line)
    .map(({ rule, location }) => `${location.file}:${location.line} ${rule}`);
}

it('finds nothing wrong with a VirtualServer that has what a stream needs', async () => {
  expect(await told('good.yaml')).toEqual([]);
});

it('follows a VirtualServer to the workload, and its Service is no entry of its own', async () => {
  const { paths } = await lint([fixture('good.yaml')]);
  expect(paths.map(({ name, evidence, hops }) => [name, evidence, ...hops])).toEqual([
    [
      'VirtualServer app/prices',
      'its path /events',
      'the load balancer in front of the F5 NGINX controller',
      'VirtualServer app/prices',
      'Service app/prices',
      'Deployment app/prices',
    ],
  ]);
});

it('names the line of each field that breaks a stream', async () => {
  expect(await told('bad.yaml')).toEqual([
    'bad.yaml:11 heartbeat-within-idle-limit',
    'bad.yaml:15 value-rejected-by-target',
    'bad.yaml:16 response-buffering-off',
    'bad.yaml:17 no-retry-on-stream',
    'bad.yaml:18 connection-limit-on-stream',
    'bad.yaml:19 setting-ignored-by-target',
  ]);
});

it('mends what is beyond doubt', async () => {
  const { text } = fixture('bad.yaml');
  const { findings } = await lint([{ name: 'bad.yaml', text }], { changes: true });
  const changes = findings.flatMap(({ hop, location, change }) =>
    hop !== 'ingress-f5-nginx' || change === undefined || 'doubt' in change ? [] : [`${location.line}: ${change.text.trim()}`],
  );
  expect(changes).toEqual(['11: "30s"', '15: "3600"', '16: false', '19: enable: true']);
});

it('says that splits break an affinity', async () => {
  expect(await told('splits.yaml')).toEqual(['splits.yaml:26 affinity-conflicts-with-load-balancing']);
});

it('follows a route to a VirtualServerRoute, whose lines are its own', async () => {
  const { paths } = await lint([fixture('server.yaml'), fixture('route.yaml')]);
  expect(paths.map(({ name }) => name)).toEqual(['VirtualServer edge/prices']);
  expect(await told('server.yaml', 'route.yaml')).toEqual([
    'route.yaml:7 value-rejected-by-target',
    'route.yaml:12 response-buffering-off',
  ]);
});

it('says what it needs where the other half is not in the input', async () => {
  const alone = await lint([fixture('route.yaml')]);
  expect(alone.findings).toContainEqual(
    expect.objectContaining({
      rule: 'hop-not-in-input',
      message: expect.stringContaining('no VirtualServer of the input has a route to VirtualServerRoute app/prices') as string,
    }),
  );
  const { paths } = await lint([fixture('server.yaml')], { streams: ['/prices/events'] });
  expect(paths.map(({ hops }) => hops.at(-1))).toEqual(['VirtualServerRoute app/prices']);
});
