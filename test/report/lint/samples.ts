import type { LintFinding, LintReport } from '../../../src/lint/lint-report';
import { rules } from '../../../src/rules/index';
import type { Level } from '../../../src/rules/rule';

export const path = {
  name: '/events by Ingress app/sse',
  evidence: '--stream /events',
  policy: 'the defaults',
  hops: ['Ingress app/sse', 'Service app/sse', 'Deployment app/sse'],
};

/** A finding as `lint` makes it, but for what is given. */
export function finding(given: Partial<LintFinding> = {}): LintFinding {
  return {
    rule: 'heartbeat-within-idle-limit',
    level: 'error',
    hop: 'ingress-nginx',
    message: 'proxy-read-timeout is 10s (set), the heartbeat 15s: the limit must be at least 2 x 15s = 30s',
    fix: 'set metadata.annotations["nginx.ingress.kubernetes.io/proxy-read-timeout"] to "30" or more',
    source: 'https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_read_timeout',
    location: { file: 'deploy/ingress.yaml', line: 7, column: 5, object: 'Ingress app/sse' },
    paths: [path.name],
    fingerprint: 'f0',
    ...given,
  };
}

export function reportOf(findings: readonly LintFinding[], more: Partial<LintReport> = {}): LintReport {
  return { version: 1, paths: [path], leftOut: [], findings, problems: [], skipped: [], ...more };
}

const levels: readonly Level[] = ['error', 'warning', 'note', 'unknown'];

/** What breaks out of a format that does not escape it, in each of them. */
export const hostile = [
  'two\nlines, and\r\nthree\ttabs\r',
  `"double" 'single' \`back\``,
  'a ]]> b <![CDATA[ c <!-- d --> e </failure> f </details> g',
  '100% %0A %25 ::error file=x::y ##[add-mask]z',
  'a | b || c \\| d \\',
  '<script>alert(1)</script> &amp; &#0; @everyone #1 $x$',
  '[text](https://example.org) ![x](y) {0} {{1}} {"prefix": "/"}',
  'emoji 😀 e\u0301 \u202e right to left',
  'control \u0000 \u0007 \u001b[31m red \u0085 \u2028 \ufffe \ufeff',
  'lone \ud800 half',
  '  spaces  ',
  'true',
] as const;

/** The same text in every place that takes one. */
const everywhere = (text: string): LintReport =>
  reportOf(
    levels.map((level, at) =>
      finding({
        level,
        rule: text,
        message: text,
        fix: text,
        source: text,
        hop: text,
        fingerprint: `${text}${at}`,
        location: { file: `${text}/a b.yaml`, line: 1, column: 1, object: text },
        paths: [text],
        ...(level === 'note' ? { suppressed: { reason: `reason ${text}`, kind: 'inSource' as const } } : {}),
      }),
    ),
    {
      paths: [{ name: text, evidence: text, policy: text, hops: [text] }],
      problems: [{ file: `file ${text}`, line: 3, message: `problem ${text}` }],
      skipped: [{ file: text, reason: text }],
    },
  );

/** Reports of every shape, by name. */
export const samples: Readonly<Record<string, LintReport>> = {
  'nothing at all': reportOf([], { paths: [] }),
  'a path without a finding': reportOf([]),
  'with a fix': reportOf([finding({ change: { start: 3, end: 3, text: 'a: 1\n' } })]),
  'every rule, each level': reportOf(
    rules.flatMap(({ id }) => levels.map((level) => finding({ rule: id, level, fingerprint: `${id} ${level}` }))),
  ),
  suppressed: reportOf(
    levels.map((level) => finding({ level, suppressed: { reason: 'Accepted until the move in May.', kind: 'inSource' } })),
  ),
  'in no file': reportOf([
    finding({
      rule: 'hop-not-in-input',
      level: 'unknown',
      hop: 'unknown',
      location: { file: '', line: 1, column: 1, object: 'the load balancer in front' },
    }),
    finding({ location: { file: '', line: 1, column: 1, object: 'x' }, suppressed: { reason: 'measured', kind: 'inSource' } }),
  ]),
  'on several paths and on none': reportOf(
    [finding({ paths: [path.name, 'other'] }), finding({ paths: ['other'], fix: 'b' }), finding({ paths: [], fix: 'c' })],
    { paths: [path, { ...path, name: 'other' }, { ...path, name: 'clean' }] },
  ),
  'problems and files passed over': reportOf([finding()], {
    problems: [
      { file: 'a.yaml', line: 3, message: 'not YAML: a tab where spaces must be' },
      { file: 'b.json', message: 'larger than 10 MB' },
    ],
    skipped: [{ file: 'chart/templates/x.yaml', reason: 'a Helm template that is not rendered' }],
  }),
  ...Object.fromEntries(hostile.map((text) => [`hostile: ${JSON.stringify(text)}`, everywhere(text)])),
};
