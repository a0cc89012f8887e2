import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lint } from '../../src/lint/lint';

const filesIn = (folder: string) =>
  readdirSync(join(__dirname, folder)).map((name) => ({ name, text: readFileSync(join(__dirname, folder, name), 'utf8') }));

const unrelated = filesIn('unrelated');

/** None of them streams events: what is not passed over is left out, and said so. */
it.each(unrelated.map((file) => [file.name, file] as const))('says nothing of %s', async (_, file) => {
  const { paths, findings, problems } = await lint([file]);
  expect([paths, findings, problems]).toEqual([[], [], []]);
});

it('says nothing of all of them together', async () => {
  const { paths, findings, problems, leftOut } = await lint(unrelated);
  expect([paths, findings, problems]).toEqual([[], [], []]);
  expect(leftOut).toContain('Ingress argocd/argocd-server-ingress');
});

/** Every finding at or above warning, read one by one and true of the file; the streams that nothing in a file shows are named. */
const RELATED: Readonly<
  Record<string, { readonly streams?: string; readonly evidence?: string; readonly found: readonly string[] }>
> = {
  'open-webui.yaml': {
    evidence: 'proxy-buffering is off, proxy-read-timeout is 1h',
    found: [
      'warning no-retry-on-stream 6',
      'error hop-retired 12',
      'warning rollout-keeps-capacity 30',
      'warning drain-window-covers-close 35',
      'warning drain-window-covers-close 38',
    ],
  },
  'litellm.yaml': {
    streams: '/v1/chat/completions',
    found: [
      'warning no-retry-on-stream 25',
      'error hop-retired 27',
      'warning disruption-budget 2',
      'warning drain-window-covers-close 10',
      'warning replicas-spread 10',
      'warning drain-window-covers-close 12',
    ],
  },
  'argo-workflows.yaml': {
    streams: '/api/v1/workflow-events',
    found: [
      'warning no-retry-on-stream 6',
      'error hop-retired 9',
      'warning rollout-keeps-capacity 34',
      'warning drain-window-covers-close 39',
      'warning drain-window-covers-close 41',
    ],
  },
  'gitea.yaml': {
    streams: '/user/events',
    found: [
      'warning no-retry-on-stream 6',
      'error hop-retired 9',
      'warning rollout-keeps-capacity 35',
      'warning drain-window-covers-close 44',
    ],
  },
  'ollama-route.yaml': {
    streams: '/api/chat',
    found: [
      'error max-age-within-total-limit 17',
      'warning rollout-keeps-capacity 42',
      'warning drain-window-covers-close 47',
      'warning drain-window-covers-close 49',
    ],
  },
  'dify.yaml': {
    evidence: 'proxy-buffering is off, proxy-read-timeout is 1h',
    found: [
      'warning no-retry-on-stream 6',
      'error hop-retired 10',
      'warning disruption-budget 28',
      'warning drain-window-covers-close 40',
      'warning replicas-spread 40',
      'warning drain-window-covers-close 42',
    ],
  },
  'vllm.yaml': {
    streams: '/v1/chat/completions',
    found: [
      'error max-age-within-total-limit 8',
      'error secure-transport 16',
      'warning disruption-budget 28',
      'warning replicas-spread 36',
    ],
  },
  'n8n.conf': { streams: '/rest/push', found: ['warning http2-at-edge 2', 'warning response-buffering-off 11'] },
  'ntfy.conf': { streams: '/', found: [] },
  'mercure.yaml': {
    evidence: 'its path /.well-known/mercure',
    found: [
      'warning no-retry-on-stream 6',
      'error hop-retired 8',
      'warning rollout-keeps-capacity 27',
      'warning drain-window-covers-close 31',
      'warning drain-window-covers-close 33',
    ],
  },
};

it.each(filesIn('related').map((file) => [file.name, file] as const))('says only what is true of %s', async (name, file) => {
  const { streams, evidence = `--stream ${streams}`, found } = RELATED[name] ?? { found: [] };
  if (streams !== undefined) expect((await lint([file])).findings).toEqual([]);
  const { paths, findings, problems } = await lint([file], streams === undefined ? {} : { streams: [streams] });
  expect([paths.map((path) => path.evidence), problems]).toEqual([[evidence], []]);
  const serious = findings.filter(({ level }) => level === 'error' || level === 'warning');
  expect(serious.map(({ level, rule, location }) => `${level} ${rule} ${location.line}`)).toEqual(found);
});
