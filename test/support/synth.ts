import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider/index.js';
import { App, Chart } from 'cdk8s';
import { TerraformStack, Testing } from 'cdktf';
import type { KubeObject } from '../../src/kubernetes/object';
import type { Input } from '../../src/load/input';
import { loadTerraform } from '../../src/load/terraform';

/** cdktf makes its folder and one for stacks as soon as there is an app. Nothing is written there, so all apps share one. */
const outdir = join(tmpdir(), 'sse-ready-tests');

export const chart = (namespace = 'app'): Chart => new Chart(new App({ outdir }), 'chart', { namespace });

export function stack(): TerraformStack {
  mkdirSync(join(outdir, 'stacks'), { recursive: true });
  const made = new TerraformStack(Testing.app({ outdir }), 'stack');
  new AzurermProvider(made, 'azurerm', { features: [{}] });
  return made;
}

/** All that charts and stacks write, as another program would read it. Throws what synthesis throws. */
export function written(...scopes: readonly (Chart | TerraformStack)[]): Input {
  return {
    objects: scopes.flatMap((scope) => (Chart.isChart(scope) ? objectsOf(scope) : [])),
    resources: scopes.flatMap((scope) =>
      TerraformStack.isStack(scope) ? loadTerraform(Testing.synth(scope, true), 'cdk.tf.json') : [],
    ),
  };
}

const objectsOf = (of: Chart): KubeObject[] => JSON.parse(JSON.stringify(of.toJson())) as KubeObject[];
