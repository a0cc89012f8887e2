import { findPaths, loadFiles, prove } from 'sse-ready';
import { policy } from '../quickstart/policy';

const { holds, report } = prove(findPaths(loadFiles('examples/server/dist'), policy.paths), () => policy);
console.log(report);
process.exitCode = holds ? 0 : 1;
