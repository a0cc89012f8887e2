import type { ProbeCase } from '../probe-case';
import { rendered } from '../proxies/nginx';
import { changed } from '../proxies/site';

type Edit = readonly [from: string, to: string];

/** What the package writes, with one thing spoiled. */
const but =
  (...edits: readonly Edit[]): ProbeCase['configuration'] =>
  (site) =>
    changed(rendered(site), ...edits);

const BUFFERING: Edit = ['proxy_buffering off;', 'proxy_buffering on;'];
const HTTP_1_0: Edit = ['proxy_http_version 1.1;', 'proxy_http_version 1.0;'];
/** The answer of a server that does not know of nginx. */
const PLAIN = { 'x-accel-buffering': 'absent' };

export const nginxCases: readonly ProbeCase[] = [
  { name: 'as we write it', configuration: rendered, fails: {} },
  {
    name: 'as we write it, without X-Accel-Buffering from the server',
    configuration: rendered,
    query: PLAIN,
    fails: {},
  },
  {
    name: 'buffering on, HTTP/1.0 to the server',
    configuration: but(BUFFERING, HTTP_1_0),
    query: PLAIN,
    fails: { 'streams-without-buffering': 'nginx that asks with HTTP/1.0' },
  },
];
