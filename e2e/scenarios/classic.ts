import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { streamReadyNginx } from 'sse-ready';
import { changed } from '../proxies/site';
import { startProxy } from '../proxies/start';
import type { Case, Outcome } from '../support/case';
import { policy } from '../support/policy';
import { fileOf } from '../support/program';
import { freePort } from '../support/ports';
import { addressOf, serve } from '../support/servers';

/** The configuration by which buffering proxies are known: nothing is set, so nginx buffers and asks with HTTP/1.0. */
const USUAL = (port: number, server: string): string => `server {
    listen ${port};
    location /event {
        proxy_pass http://${server};
        proxy_buffering on;
    }
}
`;

const HTTP_1_1 = 'proxy_buffering on;\n        proxy_http_version 1.1;\n        proxy_set_header Connection "";';
const withoutAffinity = policy({ affinity: { kind: 'none', reason: 'there is one server' } });

const CONFIGURATIONS: readonly (readonly [name: string, shows: 'nothing' | 'each', edit: (text: string) => string])[] = [
  ['curl -N localhost/event behind buffering shows nothing until the end', 'nothing', (text) => text],
  ['curl -N localhost/event with only our fix', 'each', (text) => streamReadyNginx(withoutAffinity, text)],
  [
    'curl -N localhost/event with only proxy_http_version 1.1',
    'each',
    (text) => changed(text, ['proxy_buffering on;', HTTP_1_1]),
  ],
];

/** Three events, a second apart. */
const EXPECTED = ['1', '2', '3'];
const SENT_OVER_MS = 2_000;
/** What came over less than this share of the time in which it was sent came in one burst; what flows takes nearly all of it. */
const SHARE = { burst: 0.25, flows: 0.75 };

export const classicCases: readonly Case[] = CONFIGURATIONS.map(([name, shows, edit]) => ({
  name: `nginx: ${name}`,
  needs: ['nginx', 'curl'],
  run: (folder) => behindNginx(shows, edit, folder),
}));

async function behindNginx(shows: 'nothing' | 'each', edit: (text: string) => string, folder: string): Promise<Outcome> {
  const server = await serve('a');
  const port = await freePort();
  const nginx = await startProxy('nginx', edit(USUAL(port, addressOf(server))), folder, port);
  try {
    const { data, times } = await curl(`http://localhost:${port}/event`);
    const share = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / SENT_OVER_MS;
    const isSo = shows === 'each' ? share > SHARE.flows : share < SHARE.burst && (times[0] ?? 0) > SENT_OVER_MS * SHARE.flows;
    const ok = isSo && data.join() === EXPECTED.join();
    return { ok, seen: data.map((each, index) => `data: ${each} after ${Math.round(times[index] ?? 0)} ms`).join(', ') };
  } finally {
    await Promise.all([nginx.stop(), server.close()]);
  }
}

/** What curl writes of each event, and when, in milliseconds after it was started. */
async function curl(url: string): Promise<{ data: string[]; times: number[] }> {
  const child = spawn(fileOf('curl') ?? 'curl', ['-sN', '--noproxy', '*', url], { stdio: ['ignore', 'pipe', 'inherit'] });
  const began = performance.now();
  const [data, times]: [string[], number[]] = [[], []];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    for (const [, one = ''] of text.matchAll(/^data: (.*)$/gm)) {
      data.push(one);
      times.push(performance.now() - began);
    }
  });
  await once(child, 'close');
  return { data, times };
}
