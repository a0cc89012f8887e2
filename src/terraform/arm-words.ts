import type { Hop } from '../path/hop';
import { propertyOf, type ArmShape } from './arm-shape';

/** What Azure's own API calls an attribute of the provider, or a resource of it. */
type ArmWords = ReadonlyMap<string, string>;

/** The words of shapes, at any depth. */
export function wordsOf(...shapes: readonly ArmShape[]): [string, string][] {
  return shapes
    .flatMap(Object.entries<ArmShape[string]>)
    .flatMap(([attribute, from]) => [
      [attribute, wordOf(from)] as [string, string],
      ...(typeof from === 'object' && 'shape' in from ? wordsOf(from.shape) : []),
    ]);
}

function wordOf(from: ArmShape[string]): string {
  return typeof from === 'object' && 'flagsIn' in from ? `${from.flagsIn}[${from.flag}].value` : propertyOf(from);
}

/** The provider's names have a "_", or a "." or "[" after them; other words of a sentence have not. */
const NAME = /(?<![\w[.-])[a-z0-9]+(?:(?:_[a-z0-9]+)+|(?=[.[]))|(?<=\.)[a-z0-9]+(?:_[a-z0-9]+)+/g;

/** A text of the provider's names in other words. */
export const rewordedBy =
  (words: ArmWords) =>
  (text: string): string =>
    text.replace(NAME, (name) => words.get(name) ?? name);

/** The hop in the words of who wrote it for Azure's own API. */
export const inArmWords = (hop: Hop, reworded: (text: string) => string): Hop => ({
  ...hop,
  settings: hop.settings.map((setting) => (setting.key === undefined ? setting : { ...setting, key: reworded(setting.key) })),
  remarks: hop.remarks.map((remark) => ({
    ...remark,
    found: reworded(remark.found),
    need: reworded(remark.need),
    fix: reworded(remark.fix),
    ...(remark.key === undefined ? {} : { key: reworded(remark.key) }),
  })),
});
