import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { comparison } from './measure';
import { mebibytes, milliseconds, printTable, times, verdict } from './print';
import { scratchFolder } from './scratch-folder';

const SIZES = [10, 1_000, 10_000];
const PARSE_TARGET = 2;
const MEMORY_TARGET = 3;
const START_TARGET = 2.5;
const RUNS = 5;
const STARTS = 15;

const root = join(__dirname, '..');
const program = join(root, 'lib/cli/main.js');

/** Twenty triples a file, as repositories have them; all of them stream, which costs the most. */
function triples(count: number): string[] {
  const each = Array.from({ length: count }, (_, at) => tripleOf(`app-${at}`));
  const files = Array.from({ length: Math.ceil(count / 20) }, (_, at) => each.slice(at * 20, at * 20 + 20).join('---\n'));
  const folder = scratchFolder();
  return files.map((text, at) => {
    const file = join(folder, `${at}.yaml`);
    writeFileSync(file, text);
    return file;
  });
}

const tripleOf = (name: string): string => `apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: app }
spec:
  selector: { app: ${name} }
  ports: [{ port: 80, targetPort: 8080 }]
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: ${name}
  namespace: app
  annotations:
    nginx.ingress.kubernetes.io/proxy-read-timeout: "60"
    nginx.ingress.kubernetes.io/proxy-body-size: 8m
spec:
  ingressClassName: nginx
  rules:
    - host: ${name}.example.com
      http:
        paths:
          - path: /events
            pathType: Prefix
            backend: { service: { name: ${name}, port: { number: 80 } } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: app, labels: { app: ${name} } }
spec:
  replicas: 3
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      containers:
        - name: web
          image: registry.example.com/${name}:1.0.0
          ports: [{ containerPort: 8080 }]
          resources: { requests: { cpu: 100m, memory: 128Mi } }
          readinessProbe: { httpGet: { path: /readyz, port: 8080 } }
`;

const LINT = `require('sse-ready').lint(files)`;
/** What anybody needs of the YAML library to get at the values. */
const PARSE = `files.map(({ text }) => require('yaml').parseAllDocuments(text).map((document) => document.toJS()))`;

interface Cost {
  readonly milliseconds: number;
  readonly mebibytes: number;
}

/** A fresh process for each, so that memory is its own; the time is that of the work alone. */
function costOf(files: readonly string[], work: string): Cost {
  const text = `
    const { readFileSync } = require('node:fs');
    const files = ${JSON.stringify(files)}.map((name) => ({ name, text: readFileSync(name, 'utf8') }));
    require('sse-ready'); require('yaml');
    const start = process.cpuUsage();
    Promise.resolve(${work}).then(() => {
      const { user, system } = process.cpuUsage(start);
      console.log(JSON.stringify({ milliseconds: (user + system) / 1000, mebibytes: process.resourceUsage().maxRSS / 1024 }));
    });`;
  const { stdout, stderr, status } = spawnSync(process.execPath, ['-'], { cwd: root, input: text, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Cost;
}

const HEADER = [
  'triples',
  'documents/s',
  'time',
  'parse',
  'of fastest',
  'ratio',
  'target',
  '',
  'a triple',
  'peak',
  'parse',
  'ratio',
  'target',
  '',
];

/** The whole lint against merely parsing the same texts. */
export function benchLint(): void {
  const rows = SIZES.map((size) => {
    const files = triples(size);
    const runs = Array.from({ length: size > 5_000 ? 3 : RUNS }, () => [costOf(files, LINT), costOf(files, PARSE)] as const);
    const time = comparison(runs.map(([ours, peer]) => [ours.milliseconds, peer.milliseconds]));
    const memory = comparison(runs.map(([ours, peer]) => [ours.mebibytes, peer.mebibytes]));
    return [
      String(size),
      String(Math.round((3 * size) / (time.ours / 1000))),
      milliseconds(time.ours),
      milliseconds(time.peer),
      times(time.ratioOfFastest),
      ...verdict(time.ratio, PARSE_TARGET, times),
      milliseconds(time.ours / size),
      mebibytes(memory.ours),
      mebibytes(memory.peer),
      ...verdict(memory.ratio, MEMORY_TARGET, times),
    ];
  });
  printTable('lint of Service, Ingress and Deployment: processor time against parsing the same files', HEADER, rows);
  benchStart();
}

function benchStart(): void {
  const [one = ''] = triples(1);
  const commands = { 'sse-ready --help': ['--help'], 'sse-ready lint of one file': ['lint', one] };
  const rows = Object.entries(commands).map(([title, args]) => {
    const runs = Array.from({ length: STARTS }, () => [startOf([program, ...args]), startOf(['-e', '0'])] as const);
    const { ours, peer, ratio, ratioOfFastest } = comparison(runs);
    return [title, milliseconds(ours), milliseconds(peer), times(ratioOfFastest), ...verdict(ratio, START_TARGET, times)];
  });
  printTable('start-up by the clock, against an empty program', ['', 'time', 'empty', 'of fastest', 'ratio', 'target', ''], rows);
}

function startOf(args: readonly string[]): number {
  const start = performance.now();
  spawnSync(process.execPath, args, { cwd: root });
  return performance.now() - start;
}
