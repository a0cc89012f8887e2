import { deepStrictEqual } from 'node:assert';
import { compare, type Comparison } from './measure';
import { milliseconds, printTable, times, verdict } from './print';
import { about, type Fill, type Subject } from './subject';

const SIZES = [1, 100, 1000];
const TARGET = 1.25;
const HEADER = ['', 'objects', 'runs', 'ours', 'raw', 'of fastest', 'ratio', 'target', ''];

/** One CDK, for which things of ours and raw copies of them are written. */
interface Target<Scope> {
  readonly subjects: Readonly<Record<string, Subject<Scope>>>;
  /** Makes what writes the same without us. */
  readonly rawCopy: (fill: Fill<Scope>) => Fill<Scope>;
  /** The objects that come out. */
  readonly written: (fill: Fill<Scope>) => readonly unknown[];
  /** Builds and writes an app of as many charts or stacks. */
  readonly synthesise: (...fills: readonly Fill<Scope>[]) => void;
}

/** Building and writing our constructs against raw ones with the same output, all in one chart or stack. */
export function benchSynthesis<Scope>(title: string, { subjects, rawCopy, written, synthesise }: Target<Scope>): void {
  const rows = Object.entries(subjects).flatMap(([name, add]) =>
    SIZES.map((size) => {
      const ours = about(size, add, written);
      const raw = rawCopy(ours);
      const objects = written(ours);
      deepStrictEqual(written(raw), objects);
      const found = compare(
        () => synthesise(ours),
        () => synthesise(raw),
      );
      return rowOf(name, objects.length, found);
    }),
  );
  printTable(title, HEADER, rows);
}

/** The same objects, each in a chart of its own: cdk8s then asks every validator once for each chart. */
export function benchManyCharts<Scope>(title: string, add: Subject<Scope>, charts: number, target: Target<Scope>): void {
  const ours = Array.from({ length: charts }, (_, index) => (scope: Scope) => add(scope, `stream-${index}`));
  const raw = ours.map((fill) => target.rawCopy(fill));
  const objects = ours.flatMap((fill) => target.written(fill)).length;
  const found = compare(
    () => target.synthesise(...ours),
    () => target.synthesise(...raw),
  );
  printTable(title, HEADER, [rowOf(`${charts} charts`, objects, found)]);
}

function rowOf(name: string, objects: number, { ours, peer, ratio, ratioOfFastest, runs }: Comparison): string[] {
  return [
    name,
    String(objects),
    String(runs),
    milliseconds(ours),
    milliseconds(peer),
    times(ratioOfFastest),
    ...verdict(ratio, TARGET, times),
  ];
}
