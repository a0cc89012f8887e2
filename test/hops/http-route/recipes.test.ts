import { join } from 'node:path';
import { check } from '../../../src/check';
import { loadFiles } from '../../../src/load/files';
import { findPaths } from '../../../src/load/paths';
import { policy } from '../../constructs/support';

const findingsOf = (recipe: string) =>
  findPaths(loadFiles(join(__dirname, 'recipes', `${recipe}.yaml`))).flatMap((path) => check(policy(), path));

/** What is published as the way to do it, the finding, and the form it names that works. */
it.each([
  [
    'backend-ref-session-affinity',
    'setting-ignored-by-target',
    'backendRefs[app].sessionAffinity',
    'UpstreamSettingsPolicy spec.loadBalancingMethod',
  ],
  [
    'session-cookie-annotations',
    'setting-ignored-by-target',
    'nginx.org/session-cookie-max-age',
    'UpstreamSettingsPolicy spec.loadBalancingMethod',
  ],
  ['read-timeout-zero', 'value-rejected-by-target', 'timeout.read is "0s"', '"1m"'],
  ['read-timeout-zero', 'setting-ignored-by-target', 'spec.rules[].timeouts', 'ProxySettingsPolicy spec.timeout.read'],
])('%s: %s', (recipe, rule, found, working) => {
  const told = findingsOf(recipe).filter((finding) => finding.rule === rule && finding.message.includes(found));
  expect(told).toHaveLength(1);
  expect(told[0]?.fix).toContain(working);
});
