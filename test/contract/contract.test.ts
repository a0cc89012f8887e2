import { ApiObject, type Chart } from 'cdk8s';
import { byAddress, chart, failure, findings, policy, withoutAffinity } from '../constructs/support';
import { schemasIn, type CrdSchema } from '../crds/schemas';
import { keysIn, nameOf, worsened } from '../support/mutations';
import type { Hop } from '../../src/path/hop';
import type { Affinity, StreamPolicy } from '../../src/policy/stream-policy';
import { rules } from '../../src/rules/index';
import type { Level } from '../../src/rules/rule';
import type { KubeObject } from '../../src/kubernetes/object';
import { affinityOf, contractOf, implementations, isOwn, readBack, tested, type Use } from './contract';

const byKind: Readonly<Record<Affinity['kind'], StreamPolicy>> = {
  cookie: policy(),
  'client-ip': byAddress,
  none: withoutAffinity,
};

const policies: Readonly<Record<string, StreamPolicy>> = {
  ...byKind,
  'every field': policy({
    paths: [{ exact: '/a' }, '/b'],
    heartbeat: '20s',
    maxAge: { limit: '20m', jitter: '2m' },
    affinity: { kind: 'cookie', name: 'stream', lifetime: '12h' },
    resume: 'none',
    drain: { window: '1m', retry: { min: '2s', max: '20s' } },
  }),
  'without end': policy({ maxAge: { limit: 'disabled' } }),
};

const folder = process.env['SSE_READY_CRDS'] ?? '';

const UNSUPPORTED = 'affinity-unsupported-by-hop';
const cannot = ({ implementation }: Use, { affinity }: StreamPolicy) => implementation.cannot[affinity.kind];
const doable = (use: Use) => Object.entries(policies).filter(([, each]) => cannot(use, each) === undefined);

it('has a case for every implementation there is', () => {
  expect(tested).toEqual(implementations);
});

describe.each(tested)('%s', (name) => {
  const { uses, refused, warns = [], silent, withoutCrd } = contractOf(name);
  const named = uses.map((use) => [use.name, use] as const);

  describe.each(named)('%s', (_, use) => {
    it('is read as it was planned', () => {
      for (const each of Object.values(policies)) {
        const { hop, objects } = made(use, each);
        const { settings, remarks, suppressed } = readBack(objects, each);
        expect(settings).toEqual(hop.settings);
        expect(suppressed).toEqual(hop.suppressed);
        expect(claims(remarks)).toEqual(claims(hop.remarks.filter(({ rule }) => rule !== UNSUPPORTED)));
      }
    });

    it('makes a path that lints clean', () => {
      for (const [, each] of doable(use)) {
        const found = findings(each, readBack(made(use, each).objects, each));
        expect(found.filter(({ level }) => level === 'error')).toEqual([]);
        const expected = warns.map(({ rule }) => rule);
        expect(found.filter(({ level, rule }) => level === 'warning' && !expected.includes(rule))).toEqual([]);
      }
    });

    it.each(Object.entries(byKind))('does affinity %s, or says that it cannot', (kind, each) => {
      const { hop, objects, errors } = made(use, each);
      const reason = cannot(use, each);
      if (reason === undefined) {
        expect(errors).toEqual([]);
        expect(affinityOf(readBack(objects, each))).toEqual([kind]);
        return;
      }
      expect(reason).toMatchObject({
        says: expect.stringMatching(/./) as string,
        source: expect.stringMatching(/^https:/) as string,
      });
      expect(Object.values(use.implementation.facts)).toContain(reason);
      expect(hop.remarks).toContainEqual(expect.objectContaining({ rule: UNSUPPORTED, fact: reason }));
      expect(errors).toContain(UNSUPPORTED);
      expect(failsWith(use, each)).toContain(UNSUPPORTED);
    });

    it('says the total limit in one place only', () => {
      for (const each of Object.values(policies)) {
        const route = made(use, each).objects.find(({ kind }) => kind === 'HTTPRoute') as KubeObject;
        const [rule] = (route['spec'] as { rules: object[] }).rules;
        expect('timeouts' in (rule as object)).toBe(use.implementation.timeoutsIn === 'rule');
      }
    });
  });

  it('excuses only warnings that there are', () => {
    const all = uses.flatMap((use) => doable(use).flatMap(([, each]) => findings(each, readBack(made(use, each).objects, each))));
    const warned = all.filter(({ level }) => level === 'warning').map(({ rule }) => rule);
    expect(warns.filter(({ rule }) => !warned.includes(rule))).toEqual([]);
  });

  it.each(refused.map((each) => [each.use.name, each] as const))('is not silent when asked for more: %s', (_, { use, rule }) => {
    const { errors } = made(use, byKind.cookie);
    expect(errors).toContain(rule);
    expect(failsWith(use, byKind.cookie)).toContain(rule);
  });

  it('sees every key of its policies that is worsened', () => {
    const seenOnce = new Map<string, boolean>();
    for (const use of uses) {
      for (const [, each] of doable(use)) {
        for (const [key, isSeen] of seenKeys(use, each)) seenOnce.set(key, isSeen || seenOnce.get(key) === true);
      }
    }
    const unseen = [...seenOnce].filter(([, isSeen]) => !isSeen).map(([key]) => key);
    expect(unseen.filter((key) => !silent.some((excuse) => excuse.key.test(key)))).toEqual([]);
    expect(silent.filter((excuse) => !unseen.some((key) => excuse.key.test(key)))).toEqual([]);
  });

  (folder === '' ? it.skip : it)('writes custom resources that the CRDs in SSE_READY_CRDS take', () => {
    const objects = everything(uses);
    const unknown = objects.filter((object) => !schemas().some(({ type }) => type === typeOf(object))).map(({ kind }) => kind);
    expect([...new Set(unknown)]).toEqual(Object.keys(withoutCrd));
    for (const object of objects) {
      for (const { type, file, accepts, isFor } of schemas()) {
        if (type !== typeOf(object) || !isFor(object)) continue;
        expect({ file, object, wrong: accepts(object) ? [] : accepts.errors }).toEqual({ file, object, wrong: [] });
      }
    }
  });
});

/** All that these uses write, each once. */
const everything = (uses: readonly Use[]): KubeObject[] => {
  const all = uses.flatMap((use) => doable(use).flatMap(([, each]) => made(use, each).objects));
  return [...new Map(all.map((object) => [JSON.stringify(object), object])).values()];
};

const typeOf = ({ kind, apiVersion }: KubeObject): string => `${kind.toLowerCase()} ${apiVersion.replace(/^.*\//, '')}`;

let found: CrdSchema[] | undefined;

/** Compiled once for all implementations: it takes seconds. */
function schemas(): CrdSchema[] {
  if (found !== undefined) return found;
  const objects = tested.flatMap((name) => everything(contractOf(name).uses));
  found = schemasIn(folder, [...new Set(objects.map(typeOf))]);
  return found;
}

interface Made {
  readonly hop: Hop;
  readonly objects: readonly KubeObject[];
  /** The rules whose errors stop synthesis. */
  readonly errors: readonly string[];
}

function made(use: Use, of: StreamPolicy): Made {
  const scope = chart();
  const route = use.build(scope, of);
  const errors = route.findings().filter(({ level }) => level === 'error');
  return { hop: route.hop, objects: objectsIn(scope), errors: errors.map(({ rule }) => rule) };
}

/** Also of what synthesis would refuse. */
const objectsIn = (scope: Chart): KubeObject[] =>
  scope.node
    .findAll()
    .filter((each) => ApiObject.isApiObject(each))
    .map((each) => each.toJson() as KubeObject);

function failsWith(use: Use, of: StreamPolicy): string {
  const scope = chart();
  use.build(scope, of);
  return failure(scope);
}

/** What fails or warns; a plan knows the policy and a reader does not, so notes and unknowns may differ. */
function claims(remarks: Hop['remarks']): string[] {
  const levelOf = (rule: string): Level | undefined => rules.find(({ id }) => id === rule)?.level;
  return remarks
    .filter(({ rule, level = levelOf(rule) }) => level === 'error' || level === 'warning')
    .map(({ rule, found }) => `${rule}: ${found}`)
    .sort();
}

/** Each key of the product's own objects, and whether anything is said when it is gone or worse. */
function seenKeys(use: Use, of: StreamPolicy): [string, boolean][] {
  const { objects } = made(use, of);
  const told = (all: readonly KubeObject[]) => findings(of, readBack(all, of)).map((finding) => JSON.stringify(finding));
  const before = new Set(told(objects));
  const own = objects.filter((object) => isOwn(object, use)).map(({ kind }) => kind);
  const input = { objects: [...objects], resources: [] };
  return keysIn(input)
    .filter(({ object }) => own.includes(object))
    .map((key) => [
      nameOf(key),
      worsened(input, key).some((worse) => told(worse.objects).some((finding) => !before.has(finding))),
    ]);
}
