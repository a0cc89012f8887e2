import { valueAt } from '../../kubernetes/owned-key';
import type { Remark } from '../../path/hop';
import { ignored, rejected } from '../../path/remark';
import { byDefault, set, unknown, type Setting } from '../../path/setting';
import { isAtLeast } from '../http-route/implementations/version';
import { aboutOf, type Keys } from './about';
import { apisixFacts as facts } from './facts';
import type { Plugins, Served } from './served';

interface Read {
  readonly settings: readonly Setting[];
  readonly remarks: readonly Remark[];
}

/** What the plugins of a route do to the bytes of a stream. */
export function readPlugins(served: Served): Read {
  const buffering = readBuffering(served);
  const { plugins, keys, version } = served;
  const isUnbuffered = buffering.origin === 'set' && buffering.value === 'off';
  return {
    settings: [buffering, readCompression(served), readCaching(served, isUnbuffered)],
    remarks: [
      ...(plugins.has('proxy-buffering') ? versionRemarks(version, keys) : []),
      ...(isUnbuffered ? [] : noSubstitute(plugins, keys)),
      ...bodyRemarks(plugins, keys),
      ...redirectRemarks(plugins, keys),
    ],
  };
}

function readBuffering({ plugins, morePlugins, keys }: Served): Setting {
  const about = aboutOf(keys).buffering;
  const config = plugins.get('proxy-buffering');
  if (config === undefined) {
    return morePlugins === undefined
      ? byDefault('response-buffering', facts.buffering.default, about)
      : unknown('response-buffering', morePlugins, about);
  }
  return set('response-buffering', valueAt(config, ['disable_proxy_buffering']) === true ? 'off' : 'on', about);
}

function readCompression({ plugins, morePlugins, keys }: Served): Setting {
  const about = aboutOf(keys).compression;
  const name = ['gzip', 'brotli'].find((each) => plugins.has(each) && takesStreams(plugins.get(each)));
  if (name !== undefined) return set('response-compression', 'on', { ...about, name, key: `${keys.plugin(name)}.types` });
  return morePlugins === undefined
    ? byDefault('response-compression', facts.compression.default, about)
    : unknown('response-compression', morePlugins, about);
}

function takesStreams(config: unknown): boolean {
  const types = valueAt(config, ['types']);
  return types === '*' || (Array.isArray(types) && types.includes('text/event-stream'));
}

function readCaching({ plugins, morePlugins, keys }: Served, isUnbuffered: boolean): Setting {
  const about = aboutOf(keys).caching;
  const config = plugins.get('proxy-cache');
  if (config === undefined) {
    return morePlugins === undefined
      ? byDefault('response-caching', facts.caching.default, about)
      : unknown('response-caching', morePlugins, about);
  }
  const inMemory = valueAt(config, ['cache_strategy']) === 'memory';
  return set('response-caching', isUnbuffered && !inMemory ? 'off' : 'on', { ...about, key: keys.plugin('proxy-cache') });
}

/** Nothing where the version is not known: API7 Enterprise has numbers of its own. */
export function versionRemarks(version: string | undefined, keys: Keys): Remark[] {
  const least = facts.buffering.min;
  if (version === undefined || isAtLeast(version, least) === true) return [];
  return [
    rejected(
      `APISIX is "${version}" and the plugin proxy-buffering is used`,
      `it is there from ${least} on; an older APISIX refuses the route`,
      `upgrade APISIX to ${least} or later, and write its version as three numbers; until then let the application send X-Accel-Buffering: no`,
      facts.olderBuffering,
      aboutOf(keys).buffering.key,
    ),
  ];
}

function noSubstitute(plugins: Plugins, keys: Keys): Remark[] {
  if (!plugins.has('proxy-control')) return [];
  return [
    ignored(
      'the plugin proxy-control is used without proxy-buffering',
      'it switches the buffering of requests; responses are buffered all the same',
      'add the plugin proxy-buffering with disable_proxy_buffering: true',
      facts.proxyControl,
      keys.plugin('proxy-control'),
    ),
  ];
}

function bodyRemarks(plugins: Plugins, keys: Keys): Remark[] {
  const collecting = [
    ['response-rewrite', 'filters'],
    ['body-transformer', 'response'],
  ] as const;
  const held = collecting.filter(([name, field]) => valueAt(plugins.get(name), [field]) !== undefined);
  const logged = [...plugins].filter(([, config]) => valueAt(config, ['include_resp_body']) === true);
  return [
    ...held.map(([name, field]) => ({
      rule: 'response-buffering-off',
      found: `the plugin ${name} has ${field}`,
      need: 'it collects the whole response before it sends any of it; a stream has no end to wait for',
      fix: `remove ${field} from the route of the stream`,
      fact: facts.bodyPlugins,
      key: `${keys.plugin(name)}.${field}`,
    })),
    ...logged.map(([name]) => ({
      rule: 'response-buffering-off',
      level: 'warning' as const,
      found: `the plugin ${name} has include_resp_body true`,
      need: 'it keeps a copy of each stream for as long as that lives, and people report that events come together then',
      fix: 'log the route of the stream without include_resp_body',
      fact: facts.loggedBody,
      key: `${keys.plugin(name)}.include_resp_body`,
    })),
  ];
}

function redirectRemarks(plugins: Plugins, keys: Keys): Remark[] {
  if (valueAt(plugins.get('redirect'), ['http_to_https']) !== true) return [];
  return [
    {
      rule: 'setting-ignored-by-target',
      level: 'note',
      found: 'the plugin redirect has http_to_https true',
      need: `it sends clients to port ${facts.redirect.default}, on which APISIX listens, unless config.yaml says the port that clients use`,
      fix: 'set plugin_attr.redirect.https_port to 443 in config.yaml',
      fact: facts.redirect,
      key: keys.plugin('redirect'),
    },
  ];
}
