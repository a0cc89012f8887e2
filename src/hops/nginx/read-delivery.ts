import { saidAt, type Place } from '../../nginx/inherit';
import { byDefault, set, unknown, type Setting, type Switch } from '../../path/setting';
import { about } from './about';
import { nginxProxyFacts as facts } from './facts';

type About = (typeof about)['buffering'] | (typeof about)['gzip'];

/** A directive that is on or off. */
export function switchAt(
  place: Place,
  aspect: 'response-buffering' | 'response-compression',
  otherwise: Switch,
  which: About,
): Setting {
  const said = saidAt(place, which.key);
  if (said.is === 'unknown') return unknown(aspect, said.why, which);
  const value = said.is === 'written' ? said.last.args[0]?.toLowerCase() : undefined;
  return value === 'on' || value === 'off' ? set(aspect, value, which) : byDefault(aspect, otherwise, which);
}

/** A store needs the buffers: without them nothing is stored. */
export function readCaching(place: Place, buffering: Setting): Setting {
  const said = saidAt(place, 'proxy_cache');
  if (said.is === 'unknown') return unknown('response-caching', said.why, about.cache);
  if (said.is === 'absent') return byDefault('response-caching', facts.cache.default, about.cache);
  const isOff = said.last.args[0] === 'off';
  if (isOff || (buffering.origin !== 'unknown' && buffering.value === 'off')) return set('response-caching', 'off', about.cache);
  const condition = saidAt(place, 'proxy_no_cache');
  return condition.is === 'written'
    ? unknown('response-caching', `proxy_no_cache ${condition.last.args.join(' ')} decides for each answer`, about.cache)
    : set('response-caching', 'on', about.cache);
}

export function readCompression(place: Place): Setting {
  const gzip = switchAt(place, 'response-compression', facts.gzip.default, about.gzip);
  if (gzip.origin === 'unknown' || gzip.value === 'off') return gzip;
  const types = saidAt(place, 'gzip_types');
  if (types.is === 'unknown') return unknown('response-compression', types.why, { ...about.gzip, key: 'gzip_types' });
  const compressed =
    types.is === 'written' && types.last.args.some((type) => type === '*' || type.toLowerCase() === 'text/event-stream');
  return compressed
    ? gzip
    : byDefault('response-compression', 'off', { name: 'gzip_types', key: 'gzip_types', fact: facts.gzipTypes });
}
