import { describe, type KubeObject } from '../../../../kubernetes/object';
import type { Remark } from '../../../../path/hop';
import { ignored } from '../../../../path/remark';
import { envoyGatewayFacts as facts } from './facts';

/** Policies for the same target. The oldest counts, and no file says which that is. */
export function rivalRemark(rivals: readonly KubeObject[]): Remark {
  const [kind = ''] = rivals.map((rival) => rival.kind);
  return ignored(
    `${rivals.map(describe).join(' and ')} are for the same target`,
    'only the oldest of them counts',
    'merge them into one',
    facts.precedence,
    `${kind} spec.targetRefs`,
  );
}

/** What rivals say alike counts, whichever of them does. */
export function oneOf(values: readonly unknown[]): unknown {
  return new Set(values.map((value) => JSON.stringify(value))).size > 1 ? 'unknown' : values[0];
}
