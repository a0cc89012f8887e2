import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import { check, fails } from '../../src/check';
import type { Input } from '../../src/load/input';
import { findPaths } from '../../src/load/paths';
import type { StreamPolicy } from '../../src/policy/stream-policy';
import { keysIn, nameOf, worsened } from '../support/mutations';
import { samples, uses } from '../support/samples/index';
import type { Built } from '../support/samples/sample';
import { written } from '../support/synth';

const first = (folder: string) => uses.find(([, use]) => use.folder === folder)?.[1];
const inKubernetes = Object.keys(samples).filter((folder) => {
  const use = first(folder);
  return use?.sample.build(use.policy).scopes.some((scope) => Chart.isChart(scope)) === true;
});

it.each(inKubernetes)('what lint refuses after a patch of an object of ours, synthesis refuses: %s', (folder) => {
  const use = first(folder);
  if (use === undefined) throw new Error(`there is no sample for ${folder}`);
  const { sample, policy } = use;
  const input = written(...sample.build(policy).scopes);
  const missed = keysOf(input).flatMap((key) =>
    worsened(input, key)
      .filter((worse) => rulesOf(worse, policy).length > 0)
      .filter((worse) => {
        const built = sample.build(policy);
        askAll(built);
        patchTo(worse, input, built);
        return askAll(built).length === 0;
      })
      .map(() => nameOf(key)),
  );
  expect([...new Set(missed)]).toEqual([]);
});

/** A construct knows what it was given: that another object is named instead, in either, is seen where all files are read. */
const TO_ANOTHER = /^Ingress .*\.backend\.service\.|^Service spec\.ports|^Ingress .*appgw-ssl-certificate/;

const keysOf = ({ objects }: Input) => keysIn({ objects, resources: [] }).filter((key) => !TO_ANOTHER.test(nameOf(key)));

/** The rules that fail on what is written. */
const rulesOf = (input: Input, policy: StreamPolicy): string[] =>
  findPaths(input, policy.paths)
    .flatMap((path) => check(policy, path))
    .filter(fails)
    .map(({ rule }) => rule);

const askAll = ({ constructs }: Built): string[] =>
  constructs.flatMap((construct) =>
    construct
      .findings()
      .filter(fails)
      .map(({ rule }) => rule),
  );

/** Makes the objects of charts what the other input has in their places. */
function patchTo(worse: Input, before: Input, { scopes }: Built): void {
  const objects = scopes.flatMap((scope) => scope.node.findAll()).filter((one) => ApiObject.isApiObject(one));
  worse.objects.forEach((object, index) => {
    if (object === before.objects[index]) return;
    const target = objects.find(({ kind, name }) => kind === object.kind && name === before.objects[index]?.metadata.name);
    target?.addJsonPatch(JsonPatch.replace('', object));
  });
}
