import { statement, whereIs, type Directive } from '../../nginx/directive';
import { saidAt, type Place } from '../../nginx/inherit';
import { nginxTime } from '../../nginx/time';
import type { Remark } from '../../path/hop';
import { nginxProxyFacts as facts } from './facts';

interface Check {
  readonly takes: string;
  readonly accepts: (args: readonly string[]) => boolean;
}

const one = (takes: string, accepts: (value: string) => boolean): Check => ({
  takes,
  accepts: ([value = '', ...more]) => more.length === 0 && accepts(value),
});
const onOrOff = one('on or off', (value) => /^(on|off)$/i.test(value));
const time = one('a time, such as 60s or 1h', (value) => nginxTime(value) !== undefined);

/** Directives that decide over a stream, and what nginx takes there. */
const CHECKS: Readonly<Record<string, Check>> = {
  proxy_buffering: onOrOff,
  gzip: onOrOff,
  chunked_transfer_encoding: onOrOff,
  proxy_ignore_client_abort: onOrOff,
  proxy_read_timeout: time,
  send_timeout: time,
  worker_shutdown_timeout: time,
  proxy_http_version: one('1.0, 1.1 or, since 1.29.4, 2', (value) => ['1.0', '1.1', '2'].includes(value)),
  proxy_set_header: { takes: 'a name and a value', accepts: ({ length }) => length === 2 },
  proxy_next_upstream: {
    takes: 'error, timeout and the like, or off',
    accepts: (args) =>
      args.every((arg) => /^(error|timeout|denied|invalid_header|http_\d{3}|non_idempotent|off|updating)$/.test(arg)),
  },
};

/** Values, and repetitions, for which nginx refuses the whole configuration. */
export function valueRemarks(place: Place): Remark[] {
  return Object.entries(CHECKS).flatMap(([name, { takes, accepts }]) => {
    const said = saidAt(place, name);
    if (said.is !== 'written') return [];
    const wrong = said.all.find(({ args }) => !accepts(args));
    if (wrong !== undefined) return [refused(wrong, takes, `write ${takes}`)];
    const isList = name === 'proxy_set_header';
    return isList || said.all.length === 1 ? [] : [refused(said.last, 'it once in a block', 'remove one of the two')];
  });
}

const refused = (directive: Directive, takes: string, fix: string): Remark => ({
  rule: 'value-rejected-by-target',
  found: `${statement(directive)} on ${whereIs(directive)}`,
  need: `nginx refuses the whole configuration for it; it takes ${takes}`,
  fix,
  fact: facts.refused,
  key: directive.name,
});
