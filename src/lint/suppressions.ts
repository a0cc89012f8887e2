import type { Input } from '../load/input';
import type { FileComment, TextFile } from '../load/loader';
import { sourceOf } from '../load/positions';
import { describe, type KubeObject } from '../kubernetes/object';
import { childrenOf, type Block, type Directive } from '../nginx/directive';
import { SUPPRESSION, suppressionIn } from '../path/suppression';
import { coveredLine, Owners } from './covered';
import type { Location } from './lint-report';

/** What a suppression is asked about. */
export interface Found {
  readonly rule: string;
  readonly location: Location;
  /** The main object of its hop. */
  readonly main: object | undefined;
  /** The object that holds its key. */
  readonly target: object | undefined;
}

/** An annotation or a comment that accepts findings of a rule. */
export interface Suppression {
  readonly rule: string;
  /** Empty where none is given: it then accepts nothing. */
  readonly reason: string;
  readonly location: Location;
  covers(found: Found): boolean;
  /** Whether it could have accepted something: what it stands at was judged. */
  isJudged(main: object): boolean;
}

/** Every suppression of an input, in one syntax: `sse-ready.dev/ignore-<rule>: <reason>`. */
export function suppressionsOf(input: Input, comments: readonly FileComment[], files: readonly TextFile[]): Suppression[] {
  return [
    ...input.objects.flatMap(inAnnotations),
    ...inLines(input, comments, files),
    ...(input.configurations ?? []).flatMap(({ main }) => inBlock(main, undefined)),
  ];
}

/** For the whole object, and for the hop that it is the main object of. */
function inAnnotations(object: KubeObject): Suppression[] {
  const annotations = Object.entries<unknown>(object.metadata.annotations ?? {});
  return annotations
    .filter(([key]) => key.startsWith(SUPPRESSION))
    .map(([key, reason]) => ({
      rule: key.slice(SUPPRESSION.length),
      reason: typeof reason === 'string' ? reason.trim() : '',
      location: {
        file: sourceOf(object)?.file ?? '',
        ...(sourceOf(object)?.at(`metadata.annotations["${key}"]`) ?? { line: 1, column: 1 }),
        object: describe(object),
      },
      covers: ({ main, target }) => object === target || object === main,
      isJudged: (judged) => judged === object,
    }));
}

/** For the line it stands in or above, or the whole object where that is its head. */
function inLines(input: Input, comments: readonly FileComment[], files: readonly TextFile[]): Suppression[] {
  const given = comments.flatMap((comment) => {
    const suppression = suppressionIn(comment.text);
    return suppression === undefined ? [] : [{ ...comment, ...suppression }];
  });
  if (given.length === 0) return [];
  const texts = new Map(files.map(({ name, text }) => [name, text]));
  const owners = new Owners(input);
  return given.map(({ file, line, rule, reason }) => {
    const covered = coveredLine(texts.get(file) ?? '', line);
    const owner = owners.at(file, covered);
    const isHead = owner?.line === covered;
    return {
      rule,
      reason,
      location: { file, line, column: 1, object: owner?.name ?? file },
      covers: ({ location, main, target }) =>
        (location.file === file && location.line === covered) || (isHead && (owner.object === target || owner.object === main)),
      isJudged: (judged) => judged === owner?.object,
    };
  });
}

/** For all that a block of nginx holds. */
function inBlock({ directives, comments }: Block, owner: Directive | undefined): Suppression[] {
  const own = comments.flatMap(({ text, file, line }): Suppression[] => {
    const given = suppressionIn(text);
    if (given === undefined) return [];
    const isInside = (main: object | undefined) => main !== undefined && (main === owner || holds(directives, main));
    const object = owner === undefined ? file : [owner.name, ...owner.args].join(' ');
    const covers = ({ main }: Found) => isInside(main);
    return [{ ...given, location: { file, line, column: 1, object }, covers, isJudged: isInside }];
  });
  return [
    ...own,
    ...directives.flatMap((directive) => (directive.block === undefined ? [] : inBlock(directive.block, directive))),
  ];
}

const holds = (directives: readonly Directive[], wanted: object): boolean =>
  directives.some((directive) => directive === wanted || holds(childrenOf(directive), wanted));
