import { describe, type KubeObject } from '../kubernetes/object';
import type { Location } from '../lint/lint-report';
import { grouped } from '../collections/grouped';
import type { TextFile } from '../load/loader';
import { loadTexts } from '../load/loaders';
import { sourceOf } from '../load/positions';

/** Construct paths by the names of resources, as cdk8s records them: one for each name. */
export type Metadata = Readonly<Record<string, { readonly path: string }>>;

interface Named {
  /** The name by which cdk8s-cli looks up the construct path. */
  readonly resourceName: string;
  /** What is known where the name leads to no construct for certain. */
  readonly hint?: string;
}

/** Whose construct stands at a place of the manifests. */
export class Constructs {
  private constructor(
    private readonly objects: readonly KubeObject[],
    private readonly metadata: Metadata,
  ) {}

  static async of(manifests: readonly TextFile[], metadata: Metadata): Promise<Constructs> {
    const { objects } = await loadTexts(manifests);
    return new Constructs(objects, metadata);
  }

  at({ file, line, object }: Location): Named {
    const inFile = this.objects.filter((one) => sourceOf(one)?.file === file);
    const found = inFile.findLast((one) => (sourceOf(one)?.at().line ?? 0) <= line);
    if (found === undefined) return { resourceName: object };
    const { name } = found.metadata;
    const path = this.metadata[name]?.path;
    if (path === undefined || this.recorded(name) === found) return { resourceName: name };
    return { resourceName: describe(found), hint: `(cdk8s records one construct for the name "${name}": ${path})` };
  }

  /** Of several objects of one name cdk8s records the construct of the last; which that is shows in one file only. */
  private recorded(name: string): KubeObject | undefined {
    const byFile = grouped(
      this.objects.filter(({ metadata }) => metadata.name === name),
      (one) => [sourceOf(one)?.file ?? ''],
    );
    return byFile.size === 1 ? [...byFile.values()].flat().at(-1) : undefined;
  }
}
