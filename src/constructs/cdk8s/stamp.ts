import type { ApiObject } from 'cdk8s';

/** What cdk8s keeps to itself: to render an object only to see whether it changed would double the time of synthesis. */
interface Kept {
  readonly patches?: readonly unknown[];
  readonly metadata: {
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
}

export type Stamp = readonly unknown[];

/** The same items for an object that nobody patched, labelled or annotated meanwhile; where that cannot be seen, never the same. */
export function stampOf(object: ApiObject): Stamp {
  const { patches, metadata } = object as unknown as Kept;
  const { labels, annotations } = metadata;
  if (patches === undefined || labels === undefined || annotations === undefined) return [Symbol()];
  return [patches.length, ...pairsOf(labels), ...pairsOf(annotations)];
}

function pairsOf(texts: Readonly<Record<string, string>>): string[] {
  const pairs: string[] = [];
  for (const name in texts) pairs.push(name, texts[name] ?? '');
  return pairs;
}
