import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { selfSigned } from '../../test/probe/support/certificate';
import type { Site } from '../proxies/site';

interface Certificate {
  readonly ca: Buffer;
  readonly key: Buffer;
  readonly files: Site['tls'];
}

let made: Certificate | undefined;

/** A certificate for `localhost` that nobody else trusts, one for all cases: making it would hold up what runs beside. */
export const certificate = (): Certificate => (made ??= make());

function make(): Certificate {
  const folder = mkdtempSync(join(tmpdir(), 'sse-ready-e2e-tls-'));
  process.on('exit', () => rmSync(folder, { recursive: true }));
  const { cert, key } = selfSigned();
  const write = (name: string, content: Buffer): string => {
    const file = join(folder, name);
    writeFileSync(file, content, { mode: 0o600 });
    return file;
  };
  const files = {
    certificate: write('tls.crt', cert),
    certificateKey: write('tls.key', key),
    pair: write('tls.pem', Buffer.concat([cert, key])),
  };
  return { ca: cert, key, files };
}
