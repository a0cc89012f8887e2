import { findPaths, loadFiles, prove } from 'sse-ready';
import { policy, policyByAddress } from './policy';

// What the two CLIs wrote, read back as if somebody else had written it.
const paths = findPaths(loadFiles('dist', 'cdktf.out'), policy.paths);
const { holds, report } = prove(paths, ({ hops }) => (hops[0]?.type === 'service' ? policyByAddress : policy));
console.log(report);
process.exitCode = holds ? 0 : 1;
