import type { ProbeCase } from '../probe-case';
import { haproxyConfig } from '../proxies/haproxy';
import { changed } from '../proxies/site';

type Edit = readonly [from: string, to: string];

const but =
  (...edits: readonly Edit[]): ProbeCase['configuration'] =>
  (site) =>
    changed(haproxyConfig(site), ...edits);

const COMPRESSION: Edit = [
  'balance roundrobin',
  'balance roundrobin\n  compression algo gzip\n  compression type text/event-stream',
];

export const haproxyCases: readonly ProbeCase[] = [
  { name: 'cookie insert affinity', configuration: haproxyConfig, fails: {} },
  {
    name: 'timeout server 2s',
    configuration: but(['timeout server 60s', 'timeout server 2s']),
    fails: { 'survives-idle': 'an idle limit of an HTTP proxy' },
  },
  {
    name: 'compression',
    configuration: but(COMPRESSION),
    query: { 'cache-control': 'no-cache' },
    fails: { 'no-compression-on-stream': "HAProxy's compression" },
  },
  { name: 'compression, no-transform from the server', configuration: but(COMPRESSION), fails: {} },
  {
    name: 'no affinity',
    configuration: but(['cookie sse-affinity insert indirect nocache secure httponly', '']),
    fails: { 'affinity-holds': 'no affinity at the hop that chooses the instance' },
  },
  {
    name: 'a server that dies in the middle of an event',
    configuration: haproxyConfig,
    dies: 'fin',
    fails: { 'ends-well': 'a restart of the origin' },
  },
];
