import { blockOf, line, printNginx, type Written } from '../../nginx/print';
import type { StreamPolicy } from '../../policy/stream-policy';
import { portOf, type NginxOptions } from './hop';
import { cookieMaps, hashDirective, locationArgs, ownedDirectives } from './keys';

/**
 * A server of nginx for the policy's streams, as a file that the http block of an nginx.conf includes, such as
 * /etc/nginx/conf.d/prices.conf. Any build since 1.11 takes it.
 */
export function renderNginx(policy: StreamPolicy, options: NginxOptions): string {
  const { host, servers } = options;
  const upstream = `sse_${host.replace(/\W/g, '_')}`;
  const hash = hashDirective(policy);
  return printNginx([
    ...cookieMaps(policy),
    blockOf(
      'upstream',
      [upstream],
      [...(hash === undefined ? [] : [line(hash.name, ...hash.args)]), ...servers.map((server) => line('server', server))],
    ),
    blockOf(
      'server',
      [],
      [
        ...listening(options),
        ...policy.paths.map((path) =>
          blockOf('location', locationArgs(path), [
            line('proxy_pass', `http://${upstream}`),
            ...forwarded(options),
            ...ownedDirectives(policy).map(({ name, args }) => line(name, ...args)),
          ]),
        ),
      ],
    ),
  ]);
}

function listening(options: NginxOptions): Written[] {
  const { tls, host } = options;
  const port = String(portOf(options));
  if (tls === 'terminated-in-front') return [line('listen', port), line('server_name', host)];
  return [
    // Not "http2 on", which builds before 1.25.1 refuse.
    line('listen', port, 'ssl', 'http2'),
    line('server_name', host),
    line('ssl_certificate', tls.certificate),
    line('ssl_certificate_key', tls.certificateKey),
  ];
}

/** Our proxy_set_header cancels those of the blocks around, so the usual ones stand beside it. */
function forwarded({ tls }: NginxOptions): Written[] {
  return [
    line('proxy_set_header', 'Host', '$host'),
    line('proxy_set_header', 'X-Forwarded-For', '$proxy_add_x_forwarded_for'),
    // Where TLS ends in front, the proxy there says which scheme the client used.
    ...(tls === 'terminated-in-front' ? [] : [line('proxy_set_header', 'X-Forwarded-Proto', '$scheme')]),
  ];
}
