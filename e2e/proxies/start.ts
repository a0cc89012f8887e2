import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { start, type Running } from '../support/child';
import { fileOf } from '../support/program';
import { nginxConf } from './nginx';

export type Proxy = 'nginx' | 'envoy' | 'haproxy';

const ARGS: Readonly<Record<Proxy, (file: string, folder: string) => readonly string[]>> = {
  nginx: (file, folder) => ['-p', folder, '-c', file],
  envoy: (file) => ['--disable-hot-restart', '--concurrency', '1', '--log-level', 'error', '-c', file],
  haproxy: (file) => ['-db', '-f', file],
};

/** Resolves when the proxy listens on the port that its configuration says. */
export function startProxy(proxy: Proxy, configuration: string, folder: string, port: number): Promise<Running> {
  const file = join(folder, proxy === 'envoy' ? 'envoy.json' : `${proxy}.conf`);
  writeProxy(proxy, configuration, folder);
  return start(fileOf(proxy) ?? proxy, ARGS[proxy](file, folder), port);
}

/** Its configuration anew, for a reload. */
export function writeProxy(proxy: Proxy, configuration: string, folder: string): void {
  const file = join(folder, proxy === 'envoy' ? 'envoy.json' : `${proxy}.conf`);
  writeFileSync(file, proxy === 'nginx' ? nginxConf(configuration, folder) : configuration);
}
