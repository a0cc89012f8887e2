import { ignored, rejected } from '../../../../path/remark';
import { describe, keyIn, type KubeObject } from '../../../../kubernetes/object';
import type { Remark } from '../../../../path/hop';
import type { FoundRoute } from '../../implementation';
import { refsOf } from '../../target-refs';
import { ngfFacts as facts } from './facts';
import { filterNames, filtersOf, snippetsOf, snippetsPoliciesOf } from './snippets';
import { ofKind } from './targets';

/** Snippets count only where they are on, and in some places only. */
export function snippetRemarks(found: FoundRoute): Remark[] {
  const objects = [...filtersOf(found), ...snippetsPoliciesOf(found)];
  const contexts = objects.flatMap((object) => snippetsOf(object).map(({ context }) => ({ object, context })));
  return [
    ...filterNames(found).map(needsSnippets),
    ...contexts
      .filter(({ context }) => !['main', 'http', 'http.server', 'http.server.location'].includes(String(context)))
      .map(({ object, context }) =>
        rejected(
          `${describe(object)} has a snippet for ${JSON.stringify(context)}`,
          'it takes main, http, http.server or http.server.location: nothing can be put into an upstream',
          'for affinity use an UpstreamSettingsPolicy',
          facts.snippetContext,
          keyIn(object, 'spec.snippets'),
        ),
      ),
    ...ofKind('SnippetsPolicy', found.policies).flatMap(snippetsTarget),
  ];
}

const needsSnippets = (name: string): Remark => ({
  ...ignored(
    `the route has SnippetsFilter ${name}`,
    'snippets are off unless Helm is told otherwise, and the route then answers 500',
    'use a ProxySettingsPolicy where it can do the same, or see that snippets are on',
    facts.snippets,
    'spec.rules[].filters',
  ),
  level: 'unknown',
});

const snippetsTarget = (policy: KubeObject): Remark[] =>
  refsOf(policy)
    .filter(({ kind }) => kind !== 'Gateway')
    .map(({ kind, name }) =>
      rejected(
        `${describe(policy)} targets ${kind} ${name}`,
        'a SnippetsPolicy is for a Gateway',
        'target the Gateway, or put a SnippetsFilter into the rule',
        facts.snippets,
        keyIn(policy, 'spec.targetRefs'),
      ),
    );
