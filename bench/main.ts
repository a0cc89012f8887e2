import { cpus, loadavg } from 'node:os';
import * as azure from './azure';
import { benchImports } from './imports';
import * as kubernetes from './kubernetes';
import { printNote } from './print';
import { benchLint } from './lint';
import { benchProbe } from './probe';
import { benchServer } from './server';
import { benchManyCharts, benchSynthesis } from './synthesis';
import { benchValidators } from './validators';

const load = loadavg()[0]?.toFixed(1) ?? '';
printNote(
  `Node ${process.version}, ${cpus().length} cores, load ${load}. Both sides of a ratio run in turn; the ratio is the median over such pairs,`,
);
printNote('"of fastest" that of the least disturbed runs. Where the two differ much, other work of the machine got in between.');
benchImports();
benchLint();
benchValidators();
benchSynthesis('cdk8s: processor time to build and write one chart, against raw ApiObjects with the same output', kubernetes);
benchManyCharts('cdk8s: the same with one stream in each chart', kubernetes.loadBalanced, 100, kubernetes);
benchSynthesis(
  "cdktf: processor time to build and write one stack, against the provider's own classes with the same output",
  azure,
);
void benchServer().then(benchProbe);
