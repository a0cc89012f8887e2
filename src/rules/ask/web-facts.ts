import { facts } from '../../path/fact';

const checked = '2026-11-21';

/** What rules know of browsers and of the web, beside the facts of the hops. */
export const webFacts = facts({
  intermediaries: {
    says: 'A proxy on the way may drop a stream that is quiet for a while, or hold its events back.',
    source: 'https://html.spec.whatwg.org/multipage/server-sent-events.html#authoring-notes',
    checked,
    known: 'documented',
  },
  connectionsPerOrigin: {
    says: 'Without HTTP/2 a browser opens at most six connections to a domain, over all its tabs, and each stream holds one.',
    fixed: 6,
    source: 'https://developer.mozilla.org/docs/Web/API/EventSource',
    checked,
    known: 'documented',
  },
  cookiePath: {
    says: 'A browser returns a cookie on its path and below; without a Path attribute that is the folder of the request that got it.',
    source: 'https://www.rfc-editor.org/rfc/rfc6265#section-5.1.4',
    checked,
    known: 'documented',
  },
  sameSiteNone: {
    says: 'A browser rejects a cookie with SameSite=None that lacks Secure.',
    source: 'https://developer.mozilla.org/docs/Web/HTTP/Headers/Set-Cookie/SameSite',
    checked,
    known: 'documented',
  },
});
