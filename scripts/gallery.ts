import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider/index.js';
import { App as KubernetesApp, Chart } from 'cdk8s';
import { App as TerraformApp, LocalBackend, TerraformStack } from 'cdktf';
import { root } from './run';

/** A file of examples/gallery: one complete path, in the cluster, in Azure, or in both. */
interface Path {
  readonly kubernetes?: (chart: Chart) => void;
  readonly azure?: (stack: TerraformStack) => void;
}

/** `tsx scripts/gallery.ts [folder]`: writes `<file>.k8s.yaml` and `stacks/<file>/cdk.tf.json` for every path of the gallery, without network. */
async function main(outdir: string): Promise<void> {
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  const [kubernetes, terraform] = [new KubernetesApp({ outdir }), new TerraformApp({ outdir })];
  const folder = join(root, 'examples', 'gallery');
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.ts'))) {
    const path = (await import(join(folder, file))) as Path;
    const name = basename(file, '.ts');
    path.kubernetes?.(new Chart(kubernetes, name, { namespace: 'prices' }));
    path.azure?.(stackOf(terraform, name));
  }
  kubernetes.synth();
  terraform.synth();
}

function stackOf(app: TerraformApp, name: string): TerraformStack {
  const stack = new TerraformStack(app, name);
  new AzurermProvider(stack, 'azurerm', { features: [{}] });
  new LocalBackend(stack, { path: `${name}.tfstate` });
  return stack;
}

void main(resolve(process.argv[2] ?? join(root, 'dist', 'gallery')));
