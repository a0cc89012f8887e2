import { foundIn } from '../support/found';
import { hopFolders } from '../support/hop-folders';
import { samples, uses } from '../support/samples/index';
import type { Hop, Remark } from '../../src/path/hop';
import type { Setting } from '../../src/path/setting';
import { rules } from '../../src/rules/index';
import type { Level } from '../../src/rules/rule';

it('has samples of every hop', () => {
  expect(Object.keys(samples).sort()).toEqual([...hopFolders].sort());
  expect(Object.keys(samples).filter((folder) => !uses.some(([, use]) => use.folder === folder))).toEqual([]);
});

it.each(uses)('is read as it was planned: %s', (_, { folder, sample, policy }) => {
  const built = sample.build(policy);
  const planned = knownHops(built.constructs.flatMap(({ hops }) => hops));
  const found = knownHops(foundIn(built, policy).flatMap(({ hops }) => hops));
  expect(planned.map(({ type }) => type)).toContain(folder.split('/')[0]);
  expect(inWords(found)).toEqual(inWords(planned));
});

/** Each once, by the object it is. */
function knownHops(hops: readonly Hop[]): Hop[] {
  return [...new Map(hops.filter(({ type }) => type !== 'unknown').map((hop) => [hop.object, hop])).values()];
}

const inWords = (hops: readonly Hop[]): Record<string, object> =>
  Object.fromEntries(
    hops.map(({ object, settings, remarks, suppressed }) => {
      const claims = remarks.filter(isClaim).map(({ rule, found }) => `${rule}: ${found}`);
      return [object, { settings: settings.map(settingInWords), claims: claims.sort(), suppressed }];
    }),
  );

function settingInWords(setting: Setting): string {
  const { aspect, name, key = 'no key', origin } = setting;
  return `${aspect}: ${name} (${key}) ${origin} ${setting.origin === 'unknown' ? setting.why : JSON.stringify(setting.value)}`;
}

/** Notes and unknowns may differ: a plan knows the policy and what its props promise, a reader does not. */
function isClaim({ rule, level: own }: Remark): boolean {
  const level: Level | undefined = own ?? rules.find(({ id }) => id === rule)?.level;
  return level === 'error' || level === 'warning';
}
