import { readFileSync } from 'node:fs';
import { LoadError } from '../load/load-error';
import { parsePolicy } from '../policy/policy-file';
import type { StreamPolicy } from '../policy/stream-policy';

export function readPolicy(file: string): StreamPolicy {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new LoadError(file, `cannot be read: ${(error as Error).message}`);
  }
  return parsePolicy(text);
}
