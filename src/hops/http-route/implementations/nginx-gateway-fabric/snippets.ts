import type { KubeObject } from '../../../../kubernetes/object';
import { valueAt } from '../../../../kubernetes/owned-key';
import type { FoundRoute } from '../../implementation';
import { refsOf } from '../../target-refs';
import { isRouteRef, ofKind } from './targets';

interface Snippet {
  readonly context?: unknown;
  readonly value?: unknown;
}

interface Filter {
  readonly extensionRef?: { readonly kind?: string; readonly name?: string };
}

/** The names of the SnippetsFilters that the stream's rules refer to. */
export function filterNames({ rules }: FoundRoute): string[] {
  const filters = rules.flatMap((rule) => (valueAt(rule, ['filters']) ?? []) as Filter[]);
  return filters.flatMap(({ extensionRef }) =>
    extensionRef?.kind === 'SnippetsFilter' && extensionRef.name !== undefined ? [extensionRef.name] : [],
  );
}

export const filtersOf = (found: FoundRoute): KubeObject[] =>
  ofKind('SnippetsFilter', found.policies).filter(({ metadata }) => filterNames(found).includes(metadata.name));

export const snippetsPoliciesOf = ({ gateways, objects }: FoundRoute): KubeObject[] =>
  ofKind('SnippetsPolicy', objects).filter((policy) =>
    refsOf(policy).some((ref) =>
      gateways.some(
        ({ metadata }) =>
          isRouteRef(ref) &&
          ref.kind === 'Gateway' &&
          ref.name === metadata.name &&
          policy.metadata.namespace === metadata.namespace,
      ),
    ),
  );

/** The directives of these objects' snippets in a context, name to arguments. */
export function directivesIn(objects: readonly KubeObject[], context: string): ReadonlyMap<string, string> {
  const values = objects.flatMap(snippetsOf).flatMap((snippet) => (snippet.context === context ? String(snippet.value) : []));
  const statements = values.flatMap((value) => value.replace(/#.*$/gm, '').split(/[;{}]/));
  return new Map(
    statements.flatMap((statement) => {
      const [, name, rest] = /^\s*([a-z_]+)\s+(.*\S)\s*$/s.exec(statement) ?? [];
      return name === undefined || rest === undefined ? [] : [[name, rest] as const];
    }),
  );
}

export const snippetsOf = (object: KubeObject): Snippet[] => (valueAt(object, ['spec', 'snippets']) ?? []) as Snippet[];
