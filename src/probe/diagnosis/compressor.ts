import type { Verdict } from '../live-check';
import type { Connection } from '../observation';
import { allOf, headersOf, requestAt } from '../seen';
import { traitFacts } from './facts';
import type { Hold } from './hold';
import { LATE_AT_LEAST_MS } from './margins';

/** The header of a gzip stream: Caddy and Varnish send it alone. */
const GZIP_HEADER_BYTES = 10;

/** Around a release size: compressed blocks end where they end. */
const RELEASE_MARGIN = 0.15;

/** Whose compressor holds like this. Names are suggestions: another product may do the same. */
export function compressorOf(connection: Connection, { shape }: Hold): Required<Pick<Verdict, 'suspects' | 'source'>> {
  if (shape === 'tail') return { suspects: ["HAProxy's compression"], source: traitFacts.haproxyCompression.source };
  const chunks = allOf(connection, 'chunk').filter(({ bytes }) => bytes > 0);
  const releases = chunks.slice(0, -1).filter(({ bytes }) => bytes > GZIP_HEADER_BYTES);
  const releasedAt = (size: number) => releases.some(({ bytes }) => Math.abs(bytes - size) <= size * RELEASE_MARGIN);
  if (releasedAt(traitFacts.caddyEncode.default)) return { suspects: ["Caddy's encode"], source: traitFacts.caddyEncode.source };
  if (releasedAt(traitFacts.nginxGzip.default)) {
    return { suspects: ["nginx's gzip with buffering on", "Varnish's do_gzip"], source: traitFacts.nginxGzip.source };
  }
  if (chunks[0]?.bytes === GZIP_HEADER_BYTES) {
    return { suspects: ["Caddy's encode", "Varnish's do_gzip"], source: traitFacts.varnishGzip.source };
  }
  const headers = headersOf(connection);
  const heldHeaders = headers === undefined || headers.at - requestAt(connection) > LATE_AT_LEAST_MS;
  const suspects = heldHeaders ? ["nginx's gzip with buffering on"] : ["Caddy's encode", "Varnish's do_gzip", "nginx's gzip"];
  return { suspects, source: traitFacts.nginxGzip.source };
}
