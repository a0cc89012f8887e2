import { childrenOf, namedIn, whereIs } from '../../nginx/directive';
import { isPrefix, isRegex, patternOf } from '../../nginx/locations';
import type { Remark } from '../../path/hop';
import { nginxProxyFacts as facts } from './facts';
import type { Route } from './routes';

/** A regular expression goes before a prefix that somebody made ready for the stream. */
export function wrongLocation({ place, server, path, unclear }: Route): Remark[] {
  if (path === undefined) return [];
  const { location } = place;
  const label = location.args.join(' ');
  if (unclear !== undefined) {
    return [
      {
        rule: 'setting-ignored-by-target',
        found: `location ${unclear.args.join(' ')} on ${whereIs(unclear)} is a regular expression that was not tried here`,
        need: `where it matches ${path}, it goes before location ${label}`,
        fix: `write "location ^~ ${path}"`,
        fact: facts.locations,
        level: 'unknown',
      },
    ];
  }
  if (!isRegex(location)) return [];
  const meant = namedIn(childrenOf(server), 'location').find(
    (each) =>
      each !== location &&
      isPrefix(each) &&
      path.startsWith(patternOf(each)) &&
      patternOf(each) !== '/' &&
      isForStream(each.block?.directives),
  );
  if (meant === undefined) return [];
  return [
    {
      rule: 'setting-ignored-by-target',
      found: `location ${meant.args.join(' ')} on ${whereIs(meant)} does not serve ${path}`,
      need: `location ${label} on ${whereIs(location)} is a regular expression and goes before it, so nothing in it has an effect`,
      fix: `write "location ^~ ${patternOf(meant)}"`,
      fact: facts.locations,
    },
  ];
}

const STREAM_DIRECTIVES = ['proxy_buffering', 'proxy_read_timeout', 'proxy_http_version'];
const isForStream = (directives: readonly { readonly name: string }[] = []): boolean =>
  directives.some(({ name }) => STREAM_DIRECTIVES.includes(name));
