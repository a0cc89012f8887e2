import { writeFileSync } from 'node:fs';
import { UsageError } from './usage-error';

/** @throws UsageError when it cannot be written. */
export function writeFile(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(`${file} cannot be written: ${(error as Error).message}`);
  }
}
