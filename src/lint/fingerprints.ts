import { remembered } from '../collections/remembered';
import type { LintFinding } from './lint-report';

interface Identified extends Pick<LintFinding, 'rule' | 'location'> {
  readonly key?: string | undefined;
}

/** Tells findings apart by what is found and where, not by its line or its value; several alike are counted. */
export class Fingerprints {
  private readonly byFile = new Map<string, Map<string, number>>();

  mark<T extends Identified>(finding: T): T & { fingerprint: string } {
    return { ...finding, fingerprint: this.next(finding) };
  }

  /** Of the next finding: readable, as a baseline is reviewed. */
  next({ rule, key = '', location: { file, object } }: Identified): string {
    const identity = `${rule} | ${file} | ${object} | ${key}`;
    const counts = remembered(this.byFile, file, () => new Map<string, number>());
    const count = (counts.get(identity) ?? 0) + 1;
    counts.set(identity, count);
    return count === 1 ? identity : `${identity} | ${count}`;
  }
}
