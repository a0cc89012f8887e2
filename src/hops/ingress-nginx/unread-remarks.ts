import type { KubeObject } from '../../kubernetes/object';
import type { Remark } from '../../path/hop';
import { ignored } from '../../path/remark';
import { annotationOf, keyOf } from './about';
import { nginxFacts as facts } from './facts';

/** What a name of the kinds that decide over a stream begins with. */
const KINDS = /^(?:affinity|session[-_]cookie|proxy)(?=[-_]|$)/;

const READ: Readonly<Record<string, readonly string[]>> = {
  affinity: ['', 'canary-behavior', 'mode'],
  'session-cookie': [
    'change-on-failure',
    'conditional-samesite-none',
    'domain',
    'expires',
    'max-age',
    'name',
    'partitioned',
    'path',
    'samesite',
    'secure',
  ],
  proxy: [
    'body-size',
    'buffer-size',
    'buffering',
    'buffers-number',
    'busy-buffers-size',
    'connect-timeout',
    'cookie-domain',
    'cookie-path',
    'http-version',
    'max-temp-file-size',
    'next-upstream',
    'next-upstream-timeout',
    'next-upstream-tries',
    'read-timeout',
    'redirect-from',
    'redirect-to',
    'request-buffering',
    'send-timeout',
    'ssl-ciphers',
    'ssl-name',
    'ssl-protocols',
    'ssl-secret',
    'ssl-server-name',
    'ssl-verify',
    'ssl-verify-depth',
  ],
};
const NAMES = new Set(
  Object.entries(READ).flatMap(([kind, names]) => names.map((name) => (name === '' ? kind : `${kind}-${name}`))),
);

/** Whether the controller has a parser for an annotation of the kinds that decide over a stream. */
export const isRead = (name: string): boolean => NAMES.has(name);

/** Annotations of its prefix that the controller has no parser for. */
export function unreadRemarks(ingress: KubeObject): Remark[] {
  const prefix = annotationOf('');
  const names = Object.keys(ingress.metadata.annotations ?? {})
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length));
  return names.filter((name) => KINDS.test(name) && !isRead(name)).map(unread);
}

function unread(name: string): Remark {
  const meant = [...NAMES].find((one) => one === name.replaceAll('_', '-') || one === name.replace(/s$/, ''));
  const fix = meant === undefined ? `remove ${keyOf(name)}` : `write ${keyOf(meant)} instead`;
  return {
    ...ignored(
      `${keyOf(name)} is written`,
      'the controller has no such annotation, and passes it by without a word in its log',
      fix,
      facts.unread,
      keyOf(name),
    ),
    level: 'warning',
  };
}
