import { SUPPRESSION } from '../path/suppression';
import { Duration } from '../policy/duration';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** A Kubernetes object as it stands in a manifest. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly [key: string]: unknown;
}

/** `Ingress app/sse`, as people and kubectl name it. */
export function describe(object: KubeObject): string {
  const { name, namespace } = object.metadata;
  return `${object.kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}

/** A key of this object as remarks name it, where their hop is about another: `Gateway/shared spec.listeners`. */
export const keyIn = ({ kind, metadata }: KubeObject, key: string): string => `${kind}/${metadata.name} ${key}`;

/** `sse-ready.dev/ignore-<rule>: <reason>` annotations as rule to reason. Without a reason nothing is suppressed. */
export function suppressionsIn(annotations: Readonly<Record<string, string>> = {}): Record<string, string> {
  const given = Object.entries(annotations).filter(
    // Read from anybody's file, a value may be of any type.
    ([key, reason]) => key.startsWith(SUPPRESSION) && typeof reason === 'string' && reason.trim() !== '',
  );
  return Object.fromEntries(given.map(([key, reason]) => [key.slice(SUPPRESSION.length), reason]));
}

export const suppressionsOf = (object: KubeObject): Record<string, string> => suppressionsIn(object.metadata.annotations);

export const suppressionAnnotation = (rule: string): string => SUPPRESSION + rule;

/** A field of whole seconds; undefined when it holds anything else. */
export function secondsOf(value: unknown): Duration | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? Duration.seconds(value) : undefined;
}
