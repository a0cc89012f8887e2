import { findPaths, loadFiles, prove } from 'sse-ready';
import { policy } from '../quickstart/policy';

const input = loadFiles('examples/existing-stack/dist', 'examples/existing-stack/cdktf.out');
const { holds, report } = prove(findPaths(input, policy.paths), () => policy);
console.log(report);
process.exitCode = holds ? 0 : 1;
