import type { IConstruct } from 'constructs';
import { fails } from '../../check';
import type { Finding } from '../../rules/rule';
import { explain } from '../prove';
import { proveBeforeWriting } from './stack';

type Find = () => readonly Finding[];

const finders = new WeakMap<IConstruct, Find[]>();

/** Reports at synthesis what fails on a resource of somebody else; mixins that find the same tell it once. */
export function proveInPlace(construct: IConstruct, find: Find): void {
  const others = finders.get(construct);
  if (others !== undefined) {
    others.push(find);
    return;
  }
  const all = [find];
  finders.set(construct, all);
  const told = () => all.flatMap((one) => one().filter(fails).map(explain));
  construct.node.addValidation({ validate: () => [...new Set(told())] });
  proveBeforeWriting(construct);
}
