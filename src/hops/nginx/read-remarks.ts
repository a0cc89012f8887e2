import { childrenOf, namedIn, statement, whereIs } from '../../nginx/directive';
import { saidAt, type Place } from '../../nginx/inherit';
import { nginxTime } from '../../nginx/time';
import type { Remark } from '../../path/hop';
import type { Setting } from '../../path/setting';
import { nginxProxyFacts as facts } from './facts';
import { wrongLocation } from './location-remarks';
import type { Route } from './routes';

/** What is written and does not do what its author means, or does harm that no setting tells. */
export function otherRemarks(route: Route, settings: readonly Setting[]): Remark[] {
  return [
    ...wrongLocation(route),
    ...wrongTimeout(route.place),
    ...stalledClients(route.place),
    ...hashWithoutConsistent(route),
    ...clientAddress(route, settings),
    ...connectionLimit(route.place),
    ...ignoredAbort(route.place),
  ];
}

/** Raised in place of proxy_read_timeout, which recipes confuse with them. */
function wrongTimeout(place: Place): Remark[] {
  if (saidAt(place, 'proxy_read_timeout').is !== 'absent') return [];
  const raised = ['proxy_send_timeout', 'send_timeout', 'keepalive_timeout'].flatMap((name) => {
    const said = saidAt(place, name);
    const time = said.is === 'written' ? nginxTime(said.last.args[0] ?? '') : undefined;
    const usual = facts.readTimeout.default;
    // A keepalive_timeout of a minute or two is usual and means nothing.
    return said.is === 'written' && time?.isLongerThan(usual.times(name === 'keepalive_timeout' ? 5 : 1)) ? [said.last] : [];
  });
  if (raised.length === 0) return [];
  return [
    {
      rule: 'setting-ignored-by-target',
      found: `${raised.map(statement).join(' ')} and no proxy_read_timeout`,
      need: `a quiet stream is ended by proxy_read_timeout, ${facts.readTimeout.default} by default, whatever these are`,
      fix: 'write proxy_read_timeout in the location',
      fact: facts.otherTimeouts,
      key: raised[0]?.name,
      level: 'warning',
    },
  ];
}

function stalledClients(place: Place): Remark[] {
  const said = saidAt(place, 'send_timeout');
  const time = said.is === 'written' ? nginxTime(said.last.args[0] ?? '') : undefined;
  if (time === undefined || !time.isShorterThan(facts.sendTimeout.default)) return [];
  return [
    {
      rule: 'heartbeat-within-idle-limit',
      found: `send_timeout is ${time}`,
      need: `a client that takes nothing for that long, such as a phone that changes networks, is cut while events wait for it; the default is ${facts.sendTimeout.default}`,
      fix: `write "send_timeout ${facts.sendTimeout.default};" in the location`,
      fact: facts.sendTimeout,
      key: 'send_timeout',
      level: 'note',
    },
  ];
}

function hashWithoutConsistent({ upstream }: Route): Remark[] {
  const [hash] = upstream === undefined ? [] : namedIn(childrenOf(upstream), 'hash');
  if (hash === undefined || hash.args.includes('consistent')) return [];
  return [
    {
      rule: 'affinity-conflicts-with-load-balancing',
      found: `${statement(hash)} on ${whereIs(hash)}`,
      need: 'when a server comes or goes, most clients move to another one',
      fix: `write "hash ${hash.args[0]} consistent;"`,
      fact: facts.hash,
      key: 'hash',
      level: 'warning',
    },
  ];
}

/** Behind a proxy all addresses are that proxy's. */
function clientAddress({ place }: Route, settings: readonly Setting[]): Remark[] {
  const affinity = settings.find(({ aspect }) => aspect === 'affinity');
  const isByAddress = affinity?.aspect === 'affinity' && affinity.origin === 'set' && affinity.value.kind === 'client-ip';
  if (!isByAddress || saidAt(place, 'set_real_ip_from').is !== 'absent') return [];
  const isPlain = settings.some(
    (setting) => setting.aspect === 'transport' && setting.origin !== 'unknown' && setting.value === 'plain',
  );
  return [
    {
      rule: 'client-ip-affinity-behind-proxy',
      found: `${affinity.name} takes the address of the connection (no set_real_ip_from)${isPlain ? ', and TLS must end in front of this server' : ''}`,
      need: isPlain
        ? 'all clients of the proxy there have its address and land on one server'
        : 'where a proxy stands in front, all its clients have its address; whether one does cannot be known',
      fix: 'write set_real_ip_from and real_ip_header, or "hash" a cookie',
      fact: facts.ipHash,
      key: affinity.key,
      level: isPlain ? 'warning' : 'unknown',
    },
  ];
}

function connectionLimit(place: Place): Remark[] {
  const said = saidAt(place, 'limit_conn');
  if (said.is !== 'written') return [];
  return [
    {
      rule: 'connection-limit-on-stream',
      found: said.all.map((one) => `${statement(one)} on ${whereIs(one)}`).join(' '),
      need: 'each open stream counts for as long as it lives, also over one HTTP/2 connection, and the next one gets 503: tabs of a browser and clients behind one address share the limit',
      fix: 'raise the limit to the streams that one client or office may have, or set another limit_conn for the location',
      fact: facts.limitConn,
      key: 'limit_conn',
    },
  ];
}

function ignoredAbort(place: Place): Remark[] {
  const said = saidAt(place, 'proxy_ignore_client_abort');
  if (said.is !== 'written' || said.last.args[0] !== 'on') return [];
  return [
    {
      rule: 'client-abort-reaches-server',
      found: `${statement(said.last)} on ${whereIs(said.last)}`,
      need: 'the server learns that a client left only when it writes again, and keeps a stream for nobody until then',
      fix: 'write "proxy_ignore_client_abort off;" in the location',
      fact: facts.clientAbort,
      key: 'proxy_ignore_client_abort',
    },
  ];
}
