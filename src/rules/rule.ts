import { remembered } from '../collections/remembered';
import type { Edit } from '../path/edit';
import type { Fact } from '../path/fact';
import { remarksFor, type Hop, type Remark } from '../path/hop';
import type { Path } from '../path/path';
import type { Aspect } from '../path/setting';
import type { StreamPolicy } from '../policy/stream-policy';

/** `unknown`: the question could not be answered, which is neither pass nor fail. */
export type Level = 'error' | 'warning' | 'note' | 'unknown';

/** An answer worth showing. */
export interface Finding {
  readonly rule: string;
  readonly level: Level;
  /** The type of the hop it is about. */
  readonly hop: string;
  /** The object it is about, such as `Ingress app/sse`. */
  readonly object: string;
  /** The key it is about, such as `spec.tls`, where it is about one. */
  readonly key?: string;
  /** What was found and what is needed, with the arithmetic. */
  readonly message: string;
  /** The line or key to write, or the step to take. */
  readonly fix: string;
  /** The fix for a program, where it is one key and one value. */
  readonly edit?: Edit;
  /** Where the number or the claim comes from. */
  readonly source: string;
  /** Present when the object itself says why the finding is accepted. */
  readonly suppressed?: { readonly reason: string };
}

/** What a rule answers about one hop; `check` fills in the rest. */
export interface Answer {
  readonly hop: Hop;
  readonly level?: Level;
  readonly message: string;
  readonly fix: string;
  readonly edit?: Edit;
  readonly fact: Fact;
  /** The key of the setting it is about. */
  readonly key?: string | undefined;
}

/** What shows on a deployed path whether a rule holds: a check of `sse-ready probe`, or a command and what to look for. */
export type Proof = { readonly check: string } | { readonly command: string; readonly shows: string };

/** A question about a policy and a path. Its file name is its id. */
export interface Rule {
  readonly id: string;
  /** The level of its answers unless an answer says otherwise. */
  readonly level: Level;
  /** The question, as a statement that holds when all is well. */
  readonly title: string;
  /** What a user of a stream sees when it does not hold. */
  readonly symptom: string;
  /** Why that happens. */
  readonly cause: string;
  /** What to do, in general; each finding says it in particular. */
  readonly remedy: string;
  /** What of a hop it is about: what sets these aspects is the fix at that hop. */
  readonly aspects: readonly Aspect[];
  /** Empty where only the input shows it. */
  readonly provenBy: readonly Proof[];
  ask(policy: StreamPolicy, path: Path): Answer[];
}

/** For a rule that only the hops can answer: whether a product heeds a key is known where the key is read. */
export const remarksOnly = (): Answer[] => [];

/** The rule, asked of the path and of what the hops themselves remark under its id: no remark is lost. */
export function withRemarks(rule: Rule): Rule {
  return {
    ...rule,
    ask: (policy, path) => {
      const answers = rule.ask(policy, path);
      // Few rules are remarked on, and every rule is asked of every construct.
      if (!remarkedRules(path).has(rule.id)) return answers;
      const told = remarked(policy, path, rule.id);
      // A hop that remarks on the very fact of a setting knows more of it than the rule.
      return [...answers.filter(({ hop, fact }) => !told.some((one) => one.hop === hop && one.fact === fact)), ...told];
    },
  };
}

/** Of a path, asked by each rule in turn. */
const rulesOf = new WeakMap<Path, ReadonlySet<string>>();

function remarkedRules(path: Path): ReadonlySet<string> {
  return remembered(rulesOf, path, () => new Set(path.hops.flatMap(({ remarks }) => remarks.map(({ rule }) => rule))));
}

function remarked(policy: StreamPolicy, path: Path, rule: string): Answer[] {
  return path.hops.flatMap((hop) =>
    remarksFor(policy, hop)
      .filter((remark) => remark.rule === rule)
      .map((remark) => ({ hop, ...told(remark) })),
  );
}

function told({ found, need, fix, edit, fact, key, level }: Remark): Omit<Answer, 'hop'> {
  const optional = { ...(edit === undefined ? {} : { edit }), ...(level === undefined ? {} : { level }) };
  return { message: `${found}; ${need}`, fix, fact, key, ...optional };
}
