import { byKey } from './ask/fix';
import { cannotKnow, judgeKnown } from './ask/judge';
import { edgeOf } from './ask/edge';
import { webFacts } from './ask/web-facts';
import type { Rule } from './rule';

const CONNECTIONS = webFacts.connectionsPerOrigin.fixed;

export const http2AtEdge: Rule = {
  id: 'http2-at-edge',
  level: 'warning',
  title: 'Browsers reach the first proxy over HTTP/2.',
  symptom: 'With several tabs open the page hangs, and new streams wait for ever.',
  cause: `Over HTTP/1.1 a browser opens about ${CONNECTIONS} connections to a site, over all tabs, and each stream holds one.`,
  remedy: 'Switch HTTP/2 on where the client connects; browsers use it over TLS only.',
  aspects: ['http2'],
  provenBy: [{ command: 'curl -sN -o /dev/null --max-time 5 -w "%{http_version}" URL', shows: '2' }],
  ask(_policy, path) {
    const edge = edgeOf(path, 'http2');
    // Behind a hop that is not in the input it is that hop the browser talks to.
    if (edge === undefined || edge.inFront !== undefined) return [];
    return [
      ...judgeKnown(edge.hop, 'http2', (setting) => {
        if (setting.value === 'on') return undefined;
        return {
          message: `${setting.name} is off (${setting.origin}) at the hop clients connect to: a browser has about ${CONNECTIONS} connections to it for all its tabs, and each stream holds one; it must be on`,
          fix: byKey('switch HTTP/2 on', setting, 'put a hop with HTTP/2 in front'),
          fact: webFacts.connectionsPerOrigin,
        };
      }),
      ...cannotKnow(edge.hop, ['http2']),
    ];
  },
};
