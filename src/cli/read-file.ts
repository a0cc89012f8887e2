import { readFileSync } from 'node:fs';
import { LoadError } from '../load/load-error';
import { parsePolicy } from '../policy/policy-file';
import { StreamPolicy } from '../policy/stream-policy';

/** The policy in a file, or the built-in one for /events. */
export function policyFrom(file: string | undefined): StreamPolicy {
  return file === undefined ? new StreamPolicy({ paths: ['/events'] }) : parsePolicy(readFile(file).toString('utf8'));
}

export function readFile(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new LoadError(file, `cannot be read: ${(error as Error).message}`);
  }
}
