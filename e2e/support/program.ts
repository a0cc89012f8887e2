import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const FILES = {
  nginx: 'nginx',
  envoy: 'envoy',
  haproxy: 'haproxy',
  redis: 'redis-server',
  chromium: 'chromium',
  curl: 'curl',
  openssl: 'openssl',
} as const;

/** A program that is not ours, and without which some cases cannot be run. */
export type Program = keyof typeof FILES;

/** Debian keeps the proxies where not every PATH looks. */
const FOLDERS = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin'];

/** Its file; undefined where it is not installed. */
export const fileOf = (program: Program): string | undefined =>
  FOLDERS.map((folder) => join(folder, FILES[program])).find((file) => existsSync(file));

/**
 * The programs that must be there, from a list such as `nginx,redis`.
 *
 * @throws Error for a name that is none.
 */
export function requiredPrograms(list = ''): Program[] {
  const names = list.split(',').flatMap((name) => name.trim() || []);
  const unknown = names.filter((name) => !isProgram(name));
  if (unknown.length > 0) throw new Error(`SSE_READY_E2E names ${unknown.join(', ')}; it knows ${Object.keys(FILES).join(', ')}`);
  return names.filter(isProgram);
}

const isProgram = (name: string): name is Program => Object.hasOwn(FILES, name);
