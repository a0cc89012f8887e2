import { namedIn } from '../../nginx/directive';
import { parseNginx } from '../../nginx/parse';
import type { Remark } from '../../path/hop';
import { ignored, rejected } from '../../path/remark';
import { SERVES_NOTHING, written, type Served } from './annotations';
import { f5NginxFacts as facts } from './facts';

/** What the controller writes into each location by itself. */
const OF_LOCATION = [
  'proxy_buffering',
  'proxy_read_timeout',
  'proxy_send_timeout',
  'proxy_connect_timeout',
  'proxy_http_version',
  'client_max_body_size',
];
/** Of these, what has an annotation. */
const BY_ANNOTATION: Readonly<Record<string, string>> = {
  proxy_buffering: 'proxy-buffering',
  proxy_read_timeout: 'proxy-read-timeout',
  proxy_send_timeout: 'proxy-send-timeout',
};

/** A snippet may not be allowed, and may not say what the controller says itself. */
export function snippetsOf(served: Served): Remark[] {
  return (['location-snippets', 'server-snippets'] as const).flatMap((name) => {
    const found = written(served, name);
    return found === undefined ? [] : snippetRemarks(name, found, (field) => `the annotation nginx.org/${field}`);
  });
}

/** Of nginx configuration that a resource puts into a location or into the server; `instead` names what has a directive's effect. */
export function snippetRemarks(
  name: 'location-snippets' | 'server-snippets',
  { value, key }: { readonly value: string; readonly key: string },
  instead: (annotation: string) => string,
): Remark[] {
  const { directives } = parseNginx(value, name).block;
  const twice = OF_LOCATION.filter((directive) => namedIn(directives, directive).length > 0);
  return [notEnabled(key), ...twice.map((directive) => writtenTwice(name, directive, key, instead))];
}

const notEnabled = (key: string): Remark =>
  rejected(
    `${key} is set`,
    `${SERVES_NOTHING}, unless it runs with -enable-snippets, which the input does not show`,
    `remove ${key}; the stream needs none`,
    facts.snippets,
    key,
  );

function writtenTwice(name: string, directive: string, key: string, instead: (annotation: string) => string): Remark {
  const annotation = BY_ANNOTATION[directive];
  const fix = annotation === undefined ? `remove ${directive}` : `remove ${directive} and write ${instead(annotation)}`;
  const found = `${key} has ${directive}`;
  return name === 'server-snippets'
    ? ignored(found, 'each location has one of its own, which goes before it', fix, facts.duplicate, key)
    : rejected(
        found,
        'the location has one already, and nginx refuses its whole configuration for the second, which blocks every later change of every route',
        fix,
        facts.duplicate,
        key,
      );
}
