import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { selfSigned } from '../../test/probe/support/certificate';
import type { Site } from '../proxies/site';

/** A certificate for `localhost` that nobody else trusts, and its files. */
export function certificateIn(folder: string): { readonly ca: Buffer; readonly key: Buffer; readonly files: Site['tls'] } {
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
