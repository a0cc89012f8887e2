import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider/index.js';
import { App as Cdk8sApp, Chart } from 'cdk8s';
import { App as CdktfApp, TerraformStack } from 'cdktf';

/** How a synthesis went, through the app's own `synth`, as both CLIs call it. */
export interface Outcome {
  /** What it failed with; empty when it did not. */
  readonly error: string;
  /** What lies in the output folder afterwards. */
  readonly files: readonly string[];
}

export const synthKubernetes = (fill: (scope: Chart) => void): Outcome =>
  inScratch((outdir) => {
    const app = new Cdk8sApp({ outdir });
    fill(new Chart(app, 'chart', { namespace: 'app' }));
    app.synth();
  });

export const synthAzure = (...fills: readonly ((scope: TerraformStack) => void)[]): Outcome =>
  inScratch((outdir) => {
    const app = new CdktfApp({ outdir });
    fills.forEach((fill, index) => {
      const stack = new TerraformStack(app, index === 0 ? 'stack' : `stack${index + 1}`);
      new AzurermProvider(stack, 'azurerm', { features: [{}] });
      fill(stack);
    });
    app.synth();
  });

export function inScratch(synth: (outdir: string) => void): Outcome {
  const outdir = mkdtempSync(join(tmpdir(), 'sse-ready-bad-input-'));
  try {
    synth(outdir);
    return { error: '', files: filesIn(outdir) };
  } catch (error) {
    return { error: (error as Error).message, files: filesIn(outdir) };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
