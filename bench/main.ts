import { cpus, loadavg } from 'node:os';
import * as azure from './azure';
import { benchImports } from './imports';
import * as kubernetes from './kubernetes';
import { benchLint } from './lint';
import { printNote } from './print';
import { benchProbe } from './probe';
import { benchServer } from './server';
import { benchManyCharts, benchSynthesis } from './synthesis';
import { benchValidators } from './validators';

/** In the order of a whole run. */
const PARTS: Readonly<Record<string, () => void | Promise<void>>> = {
  imports: benchImports,
  lint: benchLint,
  validators: benchValidators,
  cdk8s: () => {
    benchSynthesis('cdk8s: processor time to build and write one chart, against raw ApiObjects with the same output', kubernetes);
    benchManyCharts('cdk8s: the same with one stream in each chart', kubernetes.loadBalanced, 100, kubernetes);
  },
  cdktf: () =>
    benchSynthesis(
      "cdktf: processor time to build and write one stack, against the provider's own classes with the same output",
      azure,
    ),
  server: benchServer,
  probe: benchProbe,
};

/** `tsx bench/main.ts [part...]`: these parts, or all. */
async function main(asked: readonly string[]): Promise<void> {
  const names = Object.keys(PARTS);
  const wrong = asked.filter((name) => !names.includes(name));
  if (wrong.length > 0) throw new Error(`there is no part ${wrong.join(', ')}; npm run bench -- [${names.join('|')}]...`);
  const load = loadavg()[0]?.toFixed(1) ?? '';
  printNote(
    `Node ${process.version}, ${cpus().length} cores, load ${load}. Both sides of a ratio run in turn; the ratio is the median over such pairs,`,
  );
  printNote(
    '"of fastest" that of the least disturbed runs. Where the two differ much, other work of the machine got in between.',
  );
  for (const name of names) if (asked.length === 0 || asked.includes(name)) await PARTS[name]?.();
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
