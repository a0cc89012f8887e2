import { renderNginx } from 'sse-ready';
import { policy } from '../support/policy';
import type { Site } from './site';

/** What the package writes for the policy. */
export const rendered = ({ port, servers, tls }: Site): string =>
  renderNginx(policy(), { host: 'localhost', servers, tls, port });

/** A worker that root starts runs as nobody, who may not look into the folder. */
const USER = process.getuid?.() === 0 ? 'user root;' : '';

/** A whole nginx.conf around what `http` is to hold. */
export function nginxConf(http: string, folder: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/nginx-${name};`,
  );
  return `${USER} daemon off; worker_processes 1; pid ${folder}/nginx.pid; error_log stderr warn;
events { worker_connections 4096; }
http {
access_log off;
${temporary.join('\n')}
${http.replace(/listen (\d+)(?=[ ;])/g, 'listen 127.0.0.1:$1')}
}
`;
}
