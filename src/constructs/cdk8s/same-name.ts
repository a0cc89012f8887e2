import { isDeepStrictEqual } from 'node:util';
import { ApiObject, Chart, type ApiObjectProps } from 'cdk8s';
import type { Construct } from 'constructs';
import { remembered } from '../../collections/remembered';
import { facts } from '../../path/fact';
import type { Remark } from '../../path/hop';

const nameFacts = facts({
  names: {
    says: 'Only one object of a kind can have a name at a time in a namespace; applying a second one overwrites the first.',
    source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
    checked: '2026-11-21',
    known: 'documented',
  },
});

/** Object to construct, by chart: what stands in another chart may be for another cluster. */
const made = new WeakMap<Chart, Map<string, string>>();

/** A remark where a construct of ours has made an object of this name already, such as `HTTPRoute app/sse`. */
export function sameNameRemarks(scope: Construct, object: string): Remark[] {
  const objects = remembered(made, Chart.of(scope), () => new Map<string, string>());
  const first = objects.get(object);
  objects.set(object, first ?? scope.node.path);
  if (first === undefined) return [];
  return [
    {
      rule: 'setting-ignored-by-target',
      found: `${first} makes ${object} too`,
      need: 'one of the two overwrites the other with its policy',
      fix: 'give each a name of its own, or make one object for one policy',
      fact: nameFacts.names,
    },
  ];
}

interface Shared {
  readonly props: ApiObjectProps;
  readonly object: ApiObject;
}

const shared = new WeakMap<Chart, Map<string, Shared>>();

/** Makes an object that several constructs of a chart need once: the same one again for the same props, else a remark. */
export function sharedObject(scope: Construct, id: string, props: ApiObjectProps): { object: ApiObject; remarks: Remark[] } {
  const chart = Chart.of(scope);
  const { name = '', namespace = chart.namespace } = props.metadata ?? {};
  const label = `${props.kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
  const objects = remembered(shared, chart, () => new Map<string, Shared>());
  const first = objects.get(label);
  if (first !== undefined && isDeepStrictEqual(first.props, props)) return { object: first.object, remarks: [] };
  const object = new ApiObject(scope, id, props);
  if (first === undefined) objects.set(label, { props, object });
  return { object, remarks: sameNameRemarks(scope, label) };
}
