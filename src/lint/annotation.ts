import { describe, type KubeObject } from '../kubernetes/object';
import { policyAnnotation } from '../hops/workload/keys';
import { parsePolicy } from '../policy/policy-file';
import { PolicyError, type StreamPolicyProps } from '../policy/stream-policy';
import type { Problem } from '../load/loader';
import { sourceOf } from '../load/positions';
import type { Path } from '../path/path';

/** A policy that a workload carries. */
export interface AnnotatedPolicy {
  readonly workload: object;
  readonly props: StreamPolicyProps;
  readonly from: string;
}

/** What runs the pods that a path leads to. */
export const workloadOf = ({ hops }: Path): object | undefined => hops.findLast(({ type }) => type === 'workload')?.sources?.[0];

/** Reads each workload's policy once; one that cannot be read is a problem, and counts as none. */
export class AnnotatedPolicies {
  readonly problems: Problem[] = [];
  private readonly read = new Map<object, AnnotatedPolicy | undefined>();

  of(path: Path): AnnotatedPolicy | undefined {
    const workload = workloadOf(path);
    if (workload === undefined) return undefined;
    if (!this.read.has(workload)) this.read.set(workload, this.readFrom(workload as KubeObject));
    return this.read.get(workload);
  }

  private readFrom(workload: KubeObject): AnnotatedPolicy | undefined {
    const text: unknown = workload.metadata.annotations?.[policyAnnotation];
    if (text === undefined) return undefined;
    const from = `annotation ${policyAnnotation} of ${describe(workload)}`;
    try {
      return { workload, props: parsePolicy(typeof text === 'string' ? text : JSON.stringify(text)).toJSON(), from };
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error;
      const source = sourceOf(workload);
      const at = source?.at(`metadata.annotations["${policyAnnotation}"]`);
      const message = `${from}: ${error.message}`;
      this.problems.push({ file: source?.file ?? '', ...(at === undefined ? {} : { line: at.line }), message });
      return undefined;
    }
  }
}
