import { ignored, rejected } from '../../../../path/remark';
import { describe, keyIn } from '../../../../kubernetes/object';
import { valueAt } from '../../../../kubernetes/owned-key';
import type { Remark } from '../../../../path/hop';
import { byDefault, set, unknown, type Setting } from '../../../../path/setting';
import { NO_GATEWAY } from '../../about';
import { namesOf } from '../../names-of';
import type { FoundRoute, Stretch } from '../../implementation';
import { about } from './about';
import { ngfFacts as facts } from './facts';
import { directiveTime, retriesSlow, timeIn } from './settings';
import { directivesIn, filtersOf } from './snippets';
import { proxySettingsOf, type ProxySettings } from './targets';

const LOCATION = 'http.server.location';
const RIVALS = 'several ProxySettingsPolicies set the same field, and which of them came first is not in the input';

/** The directives that a policy's fields become. */
const DIRECTIVES = [
  ['timeout.connect', 'proxy_connect_timeout'],
  ['timeout.read', 'proxy_read_timeout'],
  ['timeout.send', 'proxy_send_timeout'],
  ['buffering.disable', 'proxy_buffering'],
] as const;

/** Idle limit, buffering and retries of a route: what its policies say, and the snippets that it refers to. */
export function readProxySettings(found: FoundRoute): Stretch {
  const settings = proxySettingsOf(found);
  const snippets = directivesIn(filtersOf(found), LOCATION);
  const mayInherit = found.gateways.length === 0;
  return {
    settings: [
      settings.rivals.length > 0
        ? unknown('idle-limit', RIVALS, about.readTimeout)
        : idleLimit(valueAt(settings.spec, ['timeout', 'read']), snippets.get('proxy_read_timeout'), mayInherit),
      settings.rivals.length > 0
        ? unknown('response-buffering', RIVALS, about.buffering)
        : buffering(valueAt(settings.spec, ['buffering', 'disable']), snippets.get('proxy_buffering'), mayInherit),
      retries(snippets.get('proxy_next_upstream')),
    ],
    remarks: [...timeRemarks(settings.spec), ...conflictRemarks(settings), ...duplicateRemarks(settings.own, snippets)],
  };
}

function idleLimit(written: unknown, directive: string | undefined, mayInherit: boolean): Setting {
  if (directive !== undefined) {
    const limit = directiveTime(directive);
    return limit === undefined
      ? unknown('idle-limit', `"${directive}" is not read`, about.snippetTimeout)
      : set('idle-limit', limit, about.snippetTimeout);
  }
  const limit = timeIn(written);
  if (limit !== undefined) return set('idle-limit', limit, about.readTimeout);
  if (mayInherit) return unknown('idle-limit', NO_GATEWAY, about.readTimeout);
  return byDefault('idle-limit', facts.readTimeout.default, about.readTimeout);
}

function buffering(disable: unknown, directive: string | undefined, mayInherit: boolean): Setting {
  if (directive !== undefined) return set('response-buffering', directive === 'off' ? 'off' : 'on', about.snippetBuffering);
  if (typeof disable === 'boolean') return set('response-buffering', disable ? 'off' : 'on', about.buffering);
  if (mayInherit) return unknown('response-buffering', NO_GATEWAY, about.buffering);
  return byDefault('response-buffering', facts.buffering.default, about.buffering);
}

function retries(directive: string | undefined): Setting {
  if (directive === undefined) return retriesSlow;
  const conditions = directive.split(/\s+/);
  const where = { ...about.retry, key: 'SnippetsFilter spec.snippets' };
  if (conditions.includes('off')) return set('retry', 'off', where);
  return set('retry', conditions.includes('timeout') ? 'when-slow' : 'when-refused', where);
}

function timeRemarks(spec: unknown): Remark[] {
  return ['connect', 'read', 'send'].flatMap((name) => {
    const value = valueAt(spec, ['timeout', name]);
    const key = `ProxySettingsPolicy spec.timeout.${name}`;
    if (value === undefined) return [];
    const limit = timeIn(value);
    if (limit === undefined) return [notATime(key, value)];
    return limit.milliseconds === 0 && name === 'read' ? [zero(key, value)] : [];
  });
}

const notATime = (key: string, value: unknown): Remark =>
  rejected(
    `${key} is ${JSON.stringify(value)}`,
    'it takes a text of one whole number, four digits at most, with ms, s, m or h: neither 86400s nor 1h30m',
    `set ${key} to such a time in quotes, for example "1m" or "24h"`,
    facts.times,
    key,
  );

const zero = (key: string, value: unknown): Remark =>
  rejected(
    `${key} is ${JSON.stringify(value)}`,
    '0 does not mean unlimited here: nginx answers 504 at once',
    `set ${key} to four heartbeats, such as "1m"; the longest is "9999h"`,
    facts.readTimeout,
    key,
  );

function conflictRemarks({ rivals, overlap }: ProxySettings): Remark[] {
  const [, later] = rivals;
  return [
    ...(later === undefined
      ? []
      : [
          ignored(
            `${namesOf(rivals)} set the same field of one target`,
            'the later of them is dropped whole',
            'merge them into one',
            facts.conflict,
            keyIn(later, 'spec'),
          ),
        ]),
    ...(overlap === undefined
      ? []
      : [
          ignored(
            `${describe(overlap)} has a host and a path of the route too`,
            'a ProxySettingsPolicy for one of the two is not applied',
            `give the stream a path of its own, or name ${describe(overlap)} in targetRefs of the policy as well`,
            facts.sharedPath,
          ),
        ]),
  ];
}

function duplicateRemarks(own: unknown, snippets: ReadonlyMap<string, string>): Remark[] {
  const written = DIRECTIVES.filter(([field]) => valueAt(own, field.split('.')) !== undefined);
  const twice = [...written, ['proxy_http_version of its own', 'proxy_http_version'] as const];
  return twice
    .filter(([, directive]) => snippets.has(directive))
    .map(([field, directive]) =>
      rejected(
        `a snippet of the route has ${directive}, which NGINX Gateway Fabric writes too, from ${field}`,
        'nginx refuses the duplicate, and with it the configuration of the whole Gateway',
        `remove ${directive} from the SnippetsFilter`,
        facts.duplicate,
        'SnippetsFilter spec.snippets',
      ),
    );
}
