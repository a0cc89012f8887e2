import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ValidationContext, type Validation } from 'cdk8s-cli/plugins';
import { StreamValidation, type StreamValidationProps } from '../../src/cdk8s-cli/validation';
import { run } from '../../scripts/run';
import { deployment, ingress, service } from '../lint/objects';

jest.setTimeout(180_000);

const scratch = mkdtempSync(join(tmpdir(), 'sse-ready-validation-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('cdk8s synth', () => {
  const synth = (app: string) =>
    run('cdk8s', ['synth', '--check-upgrade=false', '--output', join(scratch, app)], join(__dirname, app), {
      ...process.env,
      CHECKPOINT_DISABLE: '1',
    });

  it('fails, and names the construct', async () => {
    const { ok, output } = await synth('faulty');
    expect(ok).toBe(false);
    expect(output).toMatch(/heartbeat-within-idle-limit \(1 occurrences\)[^]*?- Construct Path: shop\/entry\n/);
    expect(output).toMatch(/> line \d+:\d+ metadata\.annotations\["nginx\.ingress\.kubernetes\.io\/proxy-read-timeout"\]/);
    expect(output).toContain('proxy-read-timeout"] to "30" or more');
  });

  it('passes a clean app, and says what was taken for a stream', async () => {
    const { ok, output } = await synth('clean');
    expect(output).toContain('Validations ended succesfully');
    expect(output).toContain('Service shop/prices');
    expect(ok).toBe(true);
  });
});

type ValidationReportJson = ReturnType<ValidationContext['report']['toJson']>;

describe('the plugin', () => {
  const fast = ingress('sse', { annotations: { 'proxy-read-timeout': '10' } });
  const constructs = { sse: { path: 'shop/last' } };

  async function validate(texts: readonly string[], props: StreamValidationProps = {}): Promise<ValidationReportJson> {
    const manifest = join(scratch, 'app.k8s.yaml');
    writeFileSync(manifest, texts.join('---\n'));
    const context = new ValidationContext([manifest], 'sse-ready', '0.1.0', constructs);
    context.logger.log = () => undefined;
    const plugin: Validation = new StreamValidation(props);
    await plugin.validate(context);
    return context.report.toJson();
  }

  const found = ({ violations }: ValidationReportJson) =>
    violations.find(({ ruleName }) => ruleName === 'heartbeat-within-idle-limit')?.violatingConstructs;

  it('names a construct only where it is certainly that of the object', async () => {
    expect(found(await validate([service('sse'), deployment('sse'), fast]))).toMatchObject([
      { constructPath: 'shop/last', resourceName: 'sse' },
    ]);
    const [other] = found(await validate([fast, deployment('sse'), service('sse')])) ?? [];
    expect(other).toMatchObject({ resourceName: 'Ingress app/sse' });
    expect(other?.constructPath).toBeUndefined();
    expect(other?.locations).toEqual([expect.stringContaining('one construct for the name "sse": shop/last')]);
  });

  it('fails on the level it is told', async () => {
    const input = [service('sse', { type: 'LoadBalancer' }), deployment('sse')];
    const counts = await Promise.all(
      (['error', 'warning', 'note'] as const).map(async (failOn) => (await validate(input, { failOn })).violations.length),
    );
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(new Set(counts).size).toBe(3);
    expect(() => new StreamValidation({ failOn: 'all' as 'error' })).toThrow('failOn is "all"; write one of error');
  });

  it('takes a policy and paths from its properties', async () => {
    const props = { policy: { paths: ['/feed'], heartbeat: '5s' }, streams: ['/feed'] };
    const report = await validate([ingress('web', { path: '/feed' }), service('web'), deployment('web')], props);
    expect(report.summary.metadata?.['Streams']).toBe('Ingress app/web');
    expect(found(report)).toBeUndefined();
  });

  it('fails on a manifest that cannot be read', async () => {
    expect((await validate(['apiVersion: v1\nkind: [\n'])).summary.status).toBe('failure');
  });
});
