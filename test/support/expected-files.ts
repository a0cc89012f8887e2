import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Set, expected files are written anew in place of being compared: `UPDATE_GOLDEN=1 npx jest test/golden test/examples`. */
const isUpdate = (process.env['UPDATE_GOLDEN'] ?? '') !== '';

/** Holds texts against the files of a folder: the same names, the same content. */
export function expectFiles(folder: string, texts: Readonly<Record<string, string>>): void {
  if (isUpdate) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text);
  }
  const names = existsSync(folder) ? readdirSync(folder) : [];
  expect(Object.keys(texts).sort()).toEqual(names.sort());
  for (const name of names) expect({ [name]: texts[name] }).toEqual({ [name]: readFileSync(join(folder, name), 'utf8') });
}

/** A `cdk.tf.json` without what changes with every version of the CDK and the provider. */
export function quietTerraform(text: string): string {
  const document = JSON.parse(text, (key, value: unknown) => (key === '//' ? undefined : value)) as Record<string, unknown>;
  const { terraform: _, ...rest } = document;
  return `${JSON.stringify(rest, null, 2)}\n`;
}
