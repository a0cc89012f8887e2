import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Yaml } from 'cdk8s';
import { Testing } from 'cdktf';
import { parsePolicy } from '../../src/policy/policy-file';
import { expectFiles, quietTerraform } from '../support/expected-files';
import { chart, stack } from '../support/synth';
import type { Topology } from '../support/topology';

const cases = readdirSync(__dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

it.each(cases)('%s', async (name) => {
  const folder = join(__dirname, name);
  const policy = parsePolicy(readFileSync(join(folder, 'policy.yaml'), 'utf8'));
  const { topology } = (await import(join(folder, 'topology'))) as { topology: Topology };
  const [kubernetes, azure] = [chart('prices'), stack()];
  topology.kubernetes?.(kubernetes, policy);
  topology.azure?.(azure, policy);
  expectFiles(join(folder, 'expected'), {
    ...(topology.kubernetes === undefined ? {} : { 'kubernetes.yaml': Yaml.stringify(...(kubernetes.toJson() as unknown[])) }),
    ...(topology.azure === undefined ? {} : { 'azure.tf.json': quietTerraform(Testing.synth(azure, true)) }),
  });
});
