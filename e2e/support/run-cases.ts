import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Case, Outcome } from './case';

/** Cases hardly compute: they wait. */
const AT_ONCE = 4;

/** Runs all cases, one line each, those that need a processor for themselves last. Gives the names of those that failed. */
export async function runCases(cases: readonly Case[], root: string): Promise<string[]> {
  const failed: string[] = [];
  const work = async (queue: Case[]): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift())
      if (!(await runCase(next, root))) failed.push(next.name);
  };
  const together = cases.filter(({ alone }) => alone === undefined);
  await Promise.all(Array.from({ length: AT_ONCE }, () => work(together)));
  await work(cases.filter(({ alone }) => alone === true));
  return failed;
}

async function runCase(each: Case, root: string): Promise<boolean> {
  const folder = join(root, each.name.replace(/\W+/g, '-'));
  mkdirSync(folder);
  const began = Date.now();
  const { ok, seen, details = [] } = await outcomeOf(each, folder);
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${each.name}: ${seen} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  if (!ok) details.forEach((detail) => console.log(`         ${detail}`));
  return ok;
}

async function outcomeOf(each: Case, folder: string): Promise<Outcome> {
  try {
    return await each.run(folder);
  } catch (error) {
    return { ok: false, seen: error instanceof Error ? error.message : String(error) };
  }
}
