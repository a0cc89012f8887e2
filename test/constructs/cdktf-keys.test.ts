import fc from 'fast-check';
import { ignoredKeyRemarks } from '../../src/terraform/ignored-keys';
import { partsOf, valueAt } from '../../src/terraform/key-path';

const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,9}$/);
const index = fc.constantFrom('', '[0]', '[12]', '[*]');
const quoted = fc.stringMatching(/^[a-z0-9.:_-]{1,12}$/).map((text) => ({ text: `["${text}"]`, part: text }));

test('a key of Terraform is taken apart, whatever its tags are called', () => {
  const block = fc.tuple(name, index).map(([part, at]) => ({ text: `.${part}${at}`, part }));
  fc.assert(
    fc.property(name, fc.array(fc.oneof(block, quoted)), (first, more) => {
      const key = first + more.map(({ text }) => text).join('');
      expect(partsOf(key)).toEqual([first, ...more.map(({ part }) => part)]);
    }),
  );
});

test('a value is found at its key, in a block that is an object or a list of one', () => {
  expect(valueAt({ sku: { name: 'a' } }, 'sku.name')).toBe('a');
  expect(valueAt({ sku: [{ name: 'a' }] }, 'sku[0].name')).toBe('a');
  expect(valueAt({ sku: [{ name: 'a' }, {}] }, 'sku.name')).toEqual(['a', undefined]);
  expect(valueAt({ tags: { 'a.b': '1' } }, 'tags["a.b"]')).toBe('1');
  expect(valueAt({ sku: '${var.sku}' }, 'sku.name')).toBeUndefined();
});

const remarked = (ignored: unknown, owned: readonly string[]) =>
  ignoredKeyRemarks({ type: 'a', name: 'b', attributes: { lifecycle: { ignore_changes: ignored } } }, owned).length;

test.each<[unknown, string[], number]>([
  ['all', ['global'], 1],
  [['all'], ['global'], 1],
  [['global', 'tags'], ['global', 'enable_http2'], 1],
  [['global[0].response_buffering_enabled'], ['global'], 1],
  [['sku'], ['sku.capacity'], 1],
  [['sku[0].name'], ['sku.capacity'], 0],
  [['skus', 'global_x'], ['sku', 'global'], 0],
  [undefined, ['global'], 0],
  ['all', [], 0],
])('where %j is ignored and %j owned', (ignored, owned, count) => {
  expect(remarked(ignored, owned)).toBe(count);
});
