import type { Chart } from 'cdk8s';
import type { TerraformStack } from 'cdktf';
import type { OnPath } from '../../../src/constructs/prove';
import { chart, stack, written } from '../../support/synth';

/** What a construct writes, and what it says of itself. */
export interface Shown {
  readonly output: string;
  readonly findings: string;
}

/** Of a construct as it is, under `unchanged`, and with each prop changed. */
export type Table = Readonly<Record<string, () => Shown>>;

/** A change for each prop: the type check fails on a new prop without one. */
export function shown<P, K extends keyof P = keyof P>(
  make: (more: Partial<P>) => Shown,
  changes: { readonly [Prop in K]-?: Partial<P> },
): Table {
  const all = Object.entries<Partial<P>>(changes).map(([prop, change]) => [prop, () => make(change)] as const);
  return { unchanged: () => make({}), ...Object.fromEntries(all) };
}

export const inChart = (make: (scope: Chart) => OnPath): Shown => showing(chart(), make);
export const inStack = (make: (scope: TerraformStack) => OnPath): Shown => showing(stack(), make);

function showing<S extends Chart | TerraformStack>(scope: S, make: (scope: S) => OnPath): Shown {
  const findings = make(scope).findings();
  return { output: JSON.stringify(written(scope)), findings: JSON.stringify(findings) };
}
