import { remembered } from '../../collections/remembered';
import { childrenOf, namedIn, statement, whereIs, type Directive } from '../../nginx/directive';
import { saidAt, type Place } from '../../nginx/inherit';
import type { Remark } from '../../path/hop';
import type { Setting } from '../../path/setting';
import { about } from './about';
import { askingAt, closing, unchunked, type Asking } from './closing-remarks';
import { nginxProxyFacts as facts } from './facts';
import type { Route } from './routes';

/** What becomes of the bytes of a stream here: under which answers they are held, and what does not help. */
export function deliveryRemarks(route: Route, settings: readonly Setting[]): Remark[] {
  const { place } = route;
  const asking = askingAt(place);
  const buffers = isOn(settings, 'response-buffering');
  return [
    ...(buffers ? [held(route, asking), ...accelRecipes(place)] : closing(place, asking)),
    ...(isOn(settings, 'response-compression') ? [compressed(buffers)] : []),
    ...unchunked(place),
  ];
}

const isOn = (settings: readonly Setting[], aspect: 'response-buffering' | 'response-compression'): boolean =>
  settings.some((setting) => setting.aspect === aspect && setting.origin !== 'unknown' && setting.value === 'on');

function held({ place, server }: Route, { version, how }: Asking): Remark {
  const buffering = saidAt(place, 'proxy_buffering');
  const found =
    buffering.is === 'written' ? `${statement(buffering.last)} on ${whereIs(buffering.last)}` : 'proxy_buffering is on (default)';
  const ignored = saidAt(place, 'proxy_ignore_headers');
  const cannotLift = ignored.is === 'written' && ignored.last.args.some(isAccel);
  const lift = cannotLift
    ? '; X-Accel-Buffering of the server is ignored here (proxy_ignore_headers)'
    : ', unless the server sends X-Accel-Buffering: no';
  const what =
    version === '1.1'
      ? 'an answer in chunks flows while its events are below 4080 bytes, but not to a client of HTTP/1.1 over TLS; a larger event comes one event late, and an answer without chunks is held, headers too, until it ends or 4096 bytes are there'
      : 'an answer without chunks, as HTTP/1.0 has it, is held, headers too, until it ends or 4096 bytes are there; one in chunks by HTTP/1.1 flows while its events are below 4080 bytes, but not to a client of HTTP/1.1 over TLS';
  return {
    rule: 'response-buffering-off',
    found: `${found}${offElsewhere(server, place)}, and nginx asks the server by ${how}`,
    need: `${what}${lift}; it must be off`,
    fix: `write "proxy_buffering off;" in location ${place.location.args.join(' ')}`,
    fact: facts.buffering,
    key: about.buffering.key,
    level: version === '1.1' ? 'warning' : 'error',
  };
}

const isAccel = (header: string): boolean => header.toLowerCase() === 'x-accel-buffering';

const unbuffered = new WeakMap<Directive, readonly Directive[]>();

/** Looked up once: a server may have thousands of locations. */
function unbufferedIn(server: Directive): readonly Directive[] {
  return remembered(unbuffered, server, () =>
    namedIn(childrenOf(server), 'location').filter((each) =>
      namedIn(childrenOf(each), 'proxy_buffering').some(({ args }) => args[0] === 'off'),
    ),
  );
}

/** Where it is off, in a location that does not serve the stream. */
function offElsewhere(server: Directive, { location }: Place): string {
  const other = unbufferedIn(server).find((each) => each !== location);
  return other === undefined
    ? ''
    : `; it is off in location ${other.args.join(' ')} (${whereIs(other)}) only, which does not serve this path`;
}

/** Headers that look as if they switched buffering off. */
function accelRecipes(place: Place): Remark[] {
  return (['proxy_set_header', 'add_header'] as const).flatMap((name) => {
    const said = saidAt(place, name);
    const header = said.is === 'written' ? said.all.find(({ args: [header = ''] }) => isAccel(header)) : undefined;
    if (header === undefined) return [];
    const goes =
      name === 'add_header' ? 'adds it to its own answer, for a proxy in front' : 'sends it to the server as a request header';
    return [
      {
        rule: 'setting-ignored-by-target',
        found: `${statement(header)} on ${whereIs(header)} with proxy_buffering on`,
        need: `nginx ${goes}; it switches no buffering here`,
        fix: 'write "proxy_buffering off;" beside it',
        fact: name === 'add_header' ? facts.passOn : facts.accelBuffering,
        level: 'warning' as const,
      },
    ];
  });
}

function compressed(buffers: boolean): Remark {
  const found = 'gzip is on for text/event-stream';
  const common = {
    rule: 'no-compression-on-stream',
    fix: 'write "gzip off;" in the location',
    fact: facts.gzip,
    key: about.gzip.key,
  };
  return buffers
    ? {
        ...common,
        found: `${found} with proxy_buffering on`,
        need: 'clients that accept gzip get nothing, headers neither, until about 12.5 KB are compressed',
        level: 'error',
      }
    : {
        ...common,
        found: `${found} with proxy_buffering off`,
        need: 'it is flushed at every event, and saves little of a stream',
        level: 'note',
      };
}
