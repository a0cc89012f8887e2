import fc from 'fast-check';
import { streamReadyNginx } from '../../../src/hops/nginx/ready';
import { parseNginx } from '../../../src/nginx/parse';
import { byAddress, byCookie, byNobody, policies } from '../../support/policies';
import { serious, told } from './support';

const FOUND = `user  www;   # kept
events { worker_connections 1024; }
http {
    proxy_set_header Host $host;
    proxy_set_header X-Real-IP $remote_addr;
    add_header Strict-Transport-Security "max-age=31536000" always;

    upstream prices {
        least_conn;
        server 10.0.0.4:8080;
        server 10.0.0.5:8080;
        keepalive 16;
    }

    server {
        listen 443 ssl http2;
        server_name prices.example.com;

        # Everything else.
        location / { proxy_pass http://prices; }

        location /events {
            proxy_pass         http://prices;  # kept too
            proxy_read_timeout 2h;
            proxy_buffering on;
            access_log off;
        }
    }
}
`;

it('makes a location ready in place and keeps the rest', () => {
  expect(streamReadyNginx(byCookie, FOUND)).toMatchInlineSnapshot(`
    "user  www;   # kept
    events { worker_connections 1024; }
    http {
        proxy_set_header Host $host;
        proxy_set_header X-Real-IP $remote_addr;
        add_header Strict-Transport-Security "max-age=31536000" always;

        # Brings a client back to its server by the cookie sse-affinity, which nginx sets where a request has none.
        map $http_cookie $sse_key_sse_affinity {
            default $request_id;
            "~(?:^|;\\s*)sse\\-affinity=(?<sse_key_sse_affinity_value>[^;\\s]+)" $sse_key_sse_affinity_value;
        }

        map $http_cookie $sse_set_sse_affinity {
            default "sse-affinity=$request_id; Max-Age=86400; Path=/; Secure; HttpOnly; SameSite=Lax";
            "~(?:^|;\\s*)sse\\-affinity=[^;\\s]" "";
        }

        upstream prices {
            hash $sse_key_sse_affinity consistent;
            server 10.0.0.4:8080;
            server 10.0.0.5:8080;
            keepalive 16;
        }

        server {
            listen 443 ssl http2;
            server_name prices.example.com;

            # Everything else.
            location / { proxy_pass http://prices; }

            location /events {
                proxy_pass         http://prices;  # kept too
                proxy_read_timeout 2h;
                proxy_buffering off;
                access_log off;
                proxy_set_header Host $host;
                proxy_set_header X-Real-IP $remote_addr;
                add_header Strict-Transport-Security max-age=31536000 always;
                proxy_http_version 1.1;
                proxy_set_header Connection "";
                proxy_request_buffering off;
                proxy_max_temp_file_size 0;
                proxy_cache off;
                gzip off;
                send_timeout 1m;
                proxy_next_upstream error;
                add_header X-Accel-Buffering no;
                add_header Set-Cookie $sse_set_sse_affinity;
            }
        }
    }
    "
  `);
});

it.each(Object.entries(policies))('leaves nothing to find, and changes nothing twice: %s', (_, policy) => {
  const text = FOUND.replace(
    'location /events',
    'location = /prices/live { proxy_pass http://prices; }\n        location /events',
  );
  const ready = streamReadyNginx(policy, text);
  expect(serious(told(ready, policy))).toEqual([]);
  expect(streamReadyNginx(policy, ready)).toBe(ready);
});

it('keeps an affinity that is there', () => {
  const text = FOUND.replace('least_conn;', 'hash $cookie_id consistent;');
  expect(streamReadyNginx(byCookie, text)).not.toContain('sse_key');
  expect(streamReadyNginx(byAddress, FOUND.replace('least_conn;', 'ip_hash;'))).toContain('ip_hash;');
});

it('takes a location on one line, and the line ends of the text', () => {
  const text = 'server {\r\n  listen 443 ssl http2;\r\n  location /events { proxy_pass http://a:80; }\r\n}\r\n';
  const ready = streamReadyNginx(byNobody, text);
  expect(ready).toMatch(/location \/events \{ proxy_pass http:\/\/a:80; \r\n {6}proxy_http_version 1\.1;\r\n/);
  expect(ready.replaceAll('\r\n', '')).not.toContain('\n');
  expect(serious(told(ready))).toEqual([]);
});

it.each([
  ['server { location / {', 'line 1 of the configuration: the block of location is not closed'],
  ['server { location /other { proxy_pass http://a; } }', 'no location of the configuration proxies /events'],
  [
    'server { location /events { proxy_pass http://a; include stream.conf; } }',
    'include stream.conf; may hold the same directives',
  ],
])('says why it cannot: %s', (text, message) => {
  expect(() => streamReadyNginx(byNobody, text)).toThrow(message);
});

const directive = fc.constantFrom(
  'proxy_buffering on;',
  'proxy_buffering off;',
  'proxy_http_version 1.0;',
  'proxy_read_timeout 5s;',
  'gzip on;',
  'gzip_types *;',
  'proxy_set_header Connection close;',
  'proxy_set_header X-A b;',
  'add_header X-B c;',
  'proxy_next_upstream timeout;',
  'proxy_cache off;',
  'send_timeout 10m;',
  '# a comment',
  'access_log off;',
);

it('leaves nothing to find in any location', () => {
  fc.assert(
    fc.property(fc.uniqueArray(directive), fc.uniqueArray(directive), (inner, outer) => {
      const text = `${outer.join('\n')}\nserver {\nlisten 443 ssl http2;\nlocation /events {\n${inner.join('\n')}\nproxy_pass http://a:80;\n}\n}\n`;
      fc.pre(
        ['proxy_buffering'].every((name) => [inner, outer].every((all) => all.filter((one) => one.includes(name)).length < 2)),
      );
      const ready = streamReadyNginx(byNobody, text);
      expect(parseNginx(ready, 'nginx.conf').problems).toEqual([]);
      expect(serious(told(ready))).toEqual([]);
      for (const kept of [...inner, ...outer].filter((one) => /^(proxy_set_header X|add_header X-B|#|access)/.test(one)))
        expect(ready).toContain(kept);
      expect(streamReadyNginx(byNobody, ready)).toBe(ready);
    }),
  );
});
