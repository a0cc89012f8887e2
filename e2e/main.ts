import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { envoyCases } from './cases/envoy';
import { haproxyCases } from './cases/haproxy';
import { nginxCases } from './cases/nginx';
import { behind } from './probe-case';
import type { Case, Outcome } from './support/case';
import { fileOf, requiredPrograms } from './support/program';

/** Cases share no server and hardly compute: they wait. */
const AT_ONCE = 4;

const CASES: readonly Case[] = [
  ...behind('envoy', envoyCases),
  ...behind('nginx', nginxCases),
  ...behind('haproxy', haproxyCases),
];

async function main(words: readonly string[]): Promise<void> {
  const required = requiredPrograms(process.env['SSE_READY_E2E']);
  const root = mkdtempSync(join(tmpdir(), 'sse-ready-e2e-'));
  const asked = CASES.filter(({ name }) => words.every((word) => name.includes(word)));
  const missing = [...new Set(asked.flatMap(({ needs }) => needs))].filter((program) => fileOf(program) === undefined);
  const runnable = asked.filter(({ needs }) => !needs.some((program) => missing.includes(program)));
  const failed: string[] = [];
  const queue = runnable.map((each, index) => ({ each, folder: join(root, String(index + 1)) }));
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const { each, folder } = next;
      mkdirSync(folder);
      const began = Date.now();
      const { ok, seen, details = [] } = await outcomeOf(each, folder);
      console.log(`${ok ? 'ok    ' : 'FAILED'} ${each.name}: ${seen} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
      if (ok) continue;
      failed.push(each.name);
      for (const detail of details) console.log(`         ${detail}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  if (failed.length === 0) rmSync(root, { recursive: true });
  void required;
  process.exitCode = failed.length === 0 ? 0 : 1;
}

async function outcomeOf(each: Case, folder: string): Promise<Outcome> {
  try {
    return await each.run(folder);
  } catch (error) {
    return { ok: false, seen: error instanceof Error ? error.message : String(error) };
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
