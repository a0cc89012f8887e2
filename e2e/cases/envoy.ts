import { QUICK } from '../../src/cli/probe-options';
import { Duration } from '../../src/policy/duration';
import type { ProbeCase } from '../probe-case';
import { envoyConfig, gzip, type EnvoyChanges } from '../proxies/envoy';

const withChanges =
  (changes: EnvoyChanges): ProbeCase['configuration'] =>
  (site) =>
    envoyConfig(site, changes);

export const envoyCases: readonly ProbeCase[] = [
  {
    name: 'the default route timeout, 15 s in total, in the time that a probe takes by default',
    configuration: withChanges({ route: { timeout: undefined } }),
    policy: { maxAge: { limit: '1h' } },
    durationMs: Duration.parse(QUICK).milliseconds,
    fails: { 'survives-max-age': "Envoy's route timeout" },
  },
  { name: 'no route timeout, ring hash on a cookie', configuration: withChanges({}), fails: {} },
  {
    // Not a multiple of the time between two events: a cut that comes with one looks like a deadline for writes.
    name: 'route timeout 3.4s',
    configuration: withChanges({ route: { timeout: '3.4s' } }),
    fails: { 'survives-max-age': 'any hop of the path' },
  },
  {
    name: 'stream_idle_timeout 2s',
    configuration: withChanges({ manager: { stream_idle_timeout: '2s' } }),
    fails: { 'survives-idle': 'an idle limit of an HTTP proxy' },
  },
  {
    name: 'compressor, flushed event by event',
    configuration: withChanges({ filters: [gzip] }),
    query: { 'cache-control': 'no-cache' },
    fails: {},
  },
  {
    name: 'no affinity',
    configuration: withChanges({ balancing: 'ROUND_ROBIN', route: { hash_policy: undefined } }),
    fails: { 'affinity-holds': 'no affinity at the hop that chooses the instance' },
  },
  {
    name: 'a server that dies in the middle of an event',
    configuration: withChanges({}),
    dies: 'rst',
    fails: { 'ends-well': 'a restart of the origin' },
  },
];
