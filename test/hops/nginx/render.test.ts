import { check } from '../../../src/check';
import { planNginx } from '../../../src/hops/nginx/hop';
import { renderNginx } from '../../../src/hops/nginx/render';
import { sourceOf } from '../../../src/load/positions';
import { childrenOf, type Directive } from '../../../src/nginx/directive';
import { edited, replacing } from '../../../src/nginx/edit';
import { parseNginx } from '../../../src/nginx/parse';
import type { StreamPolicy } from '../../../src/policy/stream-policy';
import { byAddress, byCookie, policies } from '../../support/policies';
import { options, pathsOf, serious, told } from './support';

describe.each(Object.entries(policies))('%s', (_, policy) => {
  it.each([
    ['with TLS', options],
    ['on another port', { ...options, port: 8443 }],
    ['with one server', { ...options, servers: ['prices:8080'] }],
    ['behind a proxy', { ...options, tls: 'terminated-in-front' as const }],
  ])('is read as it was planned, %s', (__, made) => {
    const planned = planNginx(policy, made);
    const hops = pathsOf(renderNginx(policy, made), policy).map((path) => path.hops.find(({ type }) => type === 'nginx'));
    expect(hops.map((hop) => hop?.object)).toEqual([planned.object]);
    expect(hops[0]?.settings).toEqual(planned.settings);
  });

  it('lints clean', () => {
    expect(serious(told(renderNginx(policy, options), policy))).toEqual([]);
  });
});

it('writes a server of its own', () => {
  expect(renderNginx(byCookie, options)).toMatchInlineSnapshot(`
    "# Brings a client back to its server by the cookie sse-affinity, which nginx sets where a request has none.
    map $http_cookie $sse_key_sse_affinity {
        default $request_id;
        "~(?:^|;\\s*)sse\\-affinity=(?<sse_key_sse_affinity_value>[^;\\s]+)" $sse_key_sse_affinity_value;
    }

    map $http_cookie $sse_set_sse_affinity {
        default "sse-affinity=$request_id; Max-Age=86400; Path=/; Secure; HttpOnly; SameSite=Lax";
        "~(?:^|;\\s*)sse\\-affinity=[^;\\s]" "";
    }

    upstream sse_prices_example_com {
        hash $sse_key_sse_affinity consistent;
        server 10.0.0.4:8080;
        server 10.0.0.5:8080;
    }

    server {
        listen 443 ssl http2;
        server_name prices.example.com;
        ssl_certificate /tls/tls.crt;
        ssl_certificate_key /tls/tls.key;

        location ^~ /events {
            proxy_pass http://sse_prices_example_com;
            proxy_set_header Host $host;
            proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
            proxy_set_header X-Forwarded-Proto $scheme;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_buffering off;
            proxy_request_buffering off;
            proxy_max_temp_file_size 0;
            proxy_cache off;
            gzip off;
            proxy_read_timeout 1m;
            send_timeout 1m;
            proxy_next_upstream error;
            add_header X-Accel-Buffering no;
            add_header Set-Cookie $sse_set_sse_affinity;
        }
    }
    "
  `);
});

/** What no rule has to see, by directive. */
const SILENT: Readonly<Record<string, string>> = {
  proxy_request_buffering: 'the body of a request that opens a stream; a GET has none',
  proxy_max_temp_file_size: 'only where the server switches buffering on for its answer',
  'add_header X-Accel-Buffering': 'for an nginx in front, which the file does not show',
  'proxy_set_header Host': 'usual, and not for the stream',
  'proxy_set_header X-Forwarded-For': 'usual, and not for the stream',
  'proxy_set_header X-Forwarded-Proto': 'usual, and not for the stream',
  ssl_certificate: 'without it nginx does not start',
  ssl_certificate_key: 'without it nginx does not start',
  // Off is what they are by default; what is worse is tried below.
  proxy_cache: 'off by default',
  gzip: 'off by default',
  send_timeout: 'as the default where it is removed',
  proxy_read_timeout: 'as the default where it is removed',
};

const everyIn = (directives: readonly Directive[]): Directive[] =>
  directives.flatMap((one) => [one, ...everyIn(childrenOf(one))]);
const labelOf = ({ name, args }: Directive): string =>
  /^(add_header|proxy_set_header)$/.test(name) ? `${name} ${args[0]}` : name;

const findings = (text: string, policy: StreamPolicy): string =>
  JSON.stringify(pathsOf(text, policy).map((path) => [path.hops.map(({ object }) => object), check(policy, path)])).replace(
    /line \d+/g,
    'line',
  );

it('sees every directive that is removed', () => {
  const silent = [byCookie, byAddress].map((policy) => {
    const text = renderNginx(policy, options);
    const before = findings(text, policy);
    return everyIn(parseNginx(text, 'nginx.conf').block.directives)
      .filter((directive) => findings(edited(text, replacing(directive, '')), policy) === before)
      .map(labelOf);
  });
  const always = silent[0]?.filter((label) => silent[1]?.includes(label)) ?? [];
  expect(always.filter((label) => !(label in SILENT))).toEqual([]);
  expect(Object.keys(SILENT).filter((label) => !always.includes(label))).toEqual([]);
});

it.each([
  ['proxy_buffering on;', 'response-buffering-off'],
  ['proxy_cache all; proxy_buffering on;', 'no-caching-on-stream'],
  ['gzip on; gzip_types text/event-stream;', 'no-compression-on-stream'],
  ['proxy_read_timeout 20s;', 'heartbeat-within-idle-limit'],
  ['send_timeout 5s;', 'heartbeat-within-idle-limit'],
  ['proxy_next_upstream error timeout;', 'no-retry-on-stream'],
  ['proxy_http_version 1.0;', 'response-buffering-off'],
  ['proxy_set_header Connection close;', 'response-buffering-off'],
])('sees %s in place of ours', (worse, rule) => {
  const text = worse.split('; ').reduce(
    (all, one) => {
      const [name = '', header = ''] = one.split(' ');
      const list = name === 'proxy_set_header' ? ` ${header}` : '';
      const ours = new RegExp(`${name}${list} [^;]*;`);
      return ours.test(all)
        ? all.replace(ours, `${one.replace(/;$/, '')};`)
        : all.replace('proxy_cache', `${one.replace(/;$/, '')}; proxy_cache`);
    },
    renderNginx(byCookie, options),
  );
  expect(
    told(text, byCookie)
      .filter(({ level }) => level !== 'unknown')
      .map((one) => one.rule),
  ).toContain(rule);
});

it('tells where each key stands', () => {
  const text = renderNginx(byCookie, options);
  const [path] = pathsOf(text, byCookie);
  const source = path === undefined ? undefined : sourceOf(path.hops[0]?.sources?.[0] ?? {});
  const lines = text.split('\n');
  const at = (key?: string) => lines[(source?.at(key).line ?? 0) - 1]?.trim();
  expect(source?.file).toBe('nginx.conf');
  expect(at('proxy_read_timeout')).toBe('proxy_read_timeout 1m;');
  expect(at('hash')).toBe('hash $sse_key_sse_affinity consistent;');
  expect(at('listen')).toBe('listen 443 ssl http2;');
  expect(at('limit_conn')).toBe('location ^~ /events {');
  expect(at()).toBe('location ^~ /events {');
});
