import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { envoyCases } from './cases/envoy';
import { faultCases } from './cases/faults';
import { haproxyCases } from './cases/haproxy';
import { nginxCases } from './cases/nginx';
import { behind } from './probe-case';
import { browserCase } from './scenarios/browser';
import { classicCases } from './scenarios/classic';
import { rolloutCases } from './scenarios/rollout';
import type { Case } from './support/case';
import { fileOf, requiredPrograms } from './support/program';
import { runCases } from './support/run-cases';

/** The longest first: the others fit beside it. */
const CASES: readonly Case[] = [
  ...behind('envoy', envoyCases),
  ...behind('nginx', nginxCases),
  ...behind('haproxy', haproxyCases),
  ...behind('nginx', faultCases),
  ...classicCases,
  browserCase,
  ...rolloutCases,
];

/** `tsx e2e/main.ts [word...]`: the cases whose names hold every word. SSE_READY_E2E names the programs that must be there. */
async function main(words: readonly string[]): Promise<void> {
  const required = requiredPrograms(process.env['SSE_READY_E2E']);
  const asked = CASES.filter(({ name }) => words.every((word) => name.includes(word)));
  if (asked.length === 0) throw new Error(`no case is named ${words.join(' ')}`);
  const programs = new Set([...required, ...asked.flatMap(({ needs }) => needs)]);
  const missing = [...programs].filter((program) => fileOf(program) === undefined);
  const runnable = asked.filter(({ needs }) => !needs.some((program) => missing.includes(program)));

  const root = mkdtempSync(join(tmpdir(), 'sse-ready-e2e-'));
  const failed = await runCases(runnable, root);
  if (failed.length === 0) rmSync(root, { recursive: true });

  const skipped = asked.length - runnable.length;
  console.log(
    [
      `${runnable.length - failed.length} ok, ${failed.length} failed, ${skipped} skipped`,
      ...(missing.length === 0 ? [] : [`not installed: ${missing.join(', ')}`]),
      ...(failed.length === 0 ? [] : [`recordings are in ${root}`]),
    ].join('; '),
  );
  const absent = required.filter((program) => missing.includes(program));
  if (absent.length > 0) console.log(`FAILED SSE_READY_E2E says that these must be there: ${absent.join(', ')}`);
  process.exitCode = failed.length + absent.length === 0 ? 0 : 1;
}

// Programs that were started are ended with the process.
process.once('SIGINT', () => process.exit(130)).once('SIGTERM', () => process.exit(143));

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
