import { envoyCases } from '../../../e2e/cases/envoy';
import { faultCases } from '../../../e2e/cases/faults';
import { haproxyCases } from '../../../e2e/cases/haproxy';
import { nginxCases } from '../../../e2e/cases/nginx';
import type { ProbeCase } from '../../../e2e/probe-case';
import { checks } from '../../../src/probe/checks/index';

/** What `npm run e2e` holds against real proxies; it does so, and this says that no check is left out. */
const proven: readonly ProbeCase[] = [...envoyCases, ...faultCases, ...haproxyCases, ...nginxCases];

const isWhole = ({ fails, stoppedAfterMs }: ProbeCase): boolean =>
  Object.keys(fails).length === 0 && stoppedAfterMs === undefined;

describe.each(checks.map(({ id }) => id))('%s on a real proxy', (id) => {
  it('fails for a fault that makes nothing else fail', () => {
    expect(proven.filter(({ fails }) => Object.keys(fails).join() === id)).not.toEqual([]);
  });

  it('passes where there is no fault', () => {
    expect(proven.filter((each) => isWhole(each) && (id !== 'load-holds' || each.load !== undefined))).not.toEqual([]);
  });

  it('is unknown where the probe is stopped', () => {
    expect(proven.filter(({ unknown = [] }) => unknown.includes(id))).not.toEqual([]);
  });
});

test('every case names checks that there are', () => {
  const ids = checks.map(({ id }) => id);
  expect(proven.flatMap(({ fails }) => Object.keys(fails)).filter((id) => !ids.includes(id))).toEqual([]);
});
