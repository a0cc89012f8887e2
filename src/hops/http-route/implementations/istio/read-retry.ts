import { keyIn, type KubeObject } from '../../../../kubernetes/object';
import { valueAt } from '../../../../kubernetes/owned-key';
import type { Remark } from '../../../../path/hop';
import { byDefault, set } from '../../../../path/setting';
import type { FoundRoute, RouteRule, Stretch } from '../../implementation';
import { about } from './about';
import { istioFacts as facts } from './facts';
import { meshConfigsOf } from './mesh-config';

/** Whether a request of a rule is sent again: as the rule says, else as the mesh does. */
export function readRetry(rule: RouteRule, { objects }: FoundRoute): Stretch {
  if ('retry' in rule) {
    const isOff = valueAt(rule, ['retry', 'attempts']) === 0;
    return {
      settings: [set('retry', isOff ? 'off' : 'when-refused', about.retry)],
      remarks: isOff ? [noRetry(IN_RULE, 'remove retry', IN_RULE)] : [],
    };
  }
  const mesh = meshConfigsOf(objects).find(({ values }) => valueAt(values, ['defaultHttpRetryPolicy', 'attempts']) === 0);
  return mesh === undefined
    ? { settings: [byDefault('retry', 'when-refused', about.retry)], remarks: [] }
    : { settings: [set('retry', 'off', about.meshRetry)], remarks: [ofMesh(mesh.map)] };
}

const IN_RULE = 'spec.rules[].retry.attempts';

const ofMesh = (map: KubeObject): Remark =>
  noRetry(
    'defaultHttpRetryPolicy.attempts of the mesh',
    `remove ${about.meshRetry.key} from the mesh configuration`,
    keyIn(map, 'data.mesh'),
  );

const noRetry = (what: string, fix: string, key: string): Remark => ({
  rule: 'no-retry-on-stream',
  level: 'note',
  found: `${what} is 0`,
  need: 'the default only repeats what never reached a pod; without it each client whose pod refuses the connection gets 503',
  fix,
  fact: facts.noRetry,
  key,
});
