import { traitFacts } from '../diagnosis/facts';
import type { LiveCheck } from '../live-check';
import { allOf, headersOf } from '../seen';
import { fail, notAsked, pass, unknown } from '../verdict';

const { fixed: CONNECTIONS, source } = traitFacts.browserConnections;

export const http2AtEdge: LiveCheck = {
  id: 'http2-at-edge',
  title: 'The endpoint speaks HTTP/2 to a client that offers it.',
  symptom: 'With several tabs open the page hangs, and new streams wait for ever.',
  cause: `Over HTTP/1.1 a browser opens about ${CONNECTIONS} connections to a site, over all tabs, and each stream holds one.`,
  remedy: 'Switch HTTP/2 on where the client connects; browsers use it over TLS only.',
  judge(observation) {
    if (observation.url.startsWith('http:')) {
      return { status: 'skipped', evidence: 'The URL has no TLS, and browsers speak HTTP/2 over TLS only.' };
    }
    const offered = observation.connections.filter(({ purpose }) => purpose !== 'http1' && purpose !== 'preflight');
    const answered = offered.filter((connection) => headersOf(connection) !== undefined && allOf(connection, 'tls').length > 0);
    if (offered.length === 0) return notAsked(observation, 'offered HTTP/2');
    const [first] = answered;
    if (first === undefined) return unknown('No connection with TLS got as far as headers.');
    if (answered.some((connection) => headersOf(connection)?.httpVersion === '2')) return pass('The endpoint chose HTTP/2.');
    const alpn = allOf(first, 'tls')[0]?.alpn;
    return fail(
      `The endpoint chose ${alpn === undefined || alpn === '' ? 'no protocol' : alpn}: each of about ${CONNECTIONS} connections of a browser holds one stream.`,
      {
        fix: 'Switch HTTP/2 on at the first proxy.',
        source,
      },
    );
  },
};
