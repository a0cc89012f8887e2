import { sourceOf } from '../../src/load/positions';
import { loadTerraform } from '../../src/load/terraform';
import { gatewayIn, lineOf, loaded } from './support';

it('reads resources in lists and under keys written twice', async () => {
  const text = `{
  "//": {"metadata": 1},
  "resource": [{"a_b": {"one": {"x": 1}}}, {"a_b": [{"two": [{"x": 2}]}]}],
  "resource": {"a_b": {"three": {}}}
}`;
  const { resources, problems } = await loaded('x/cdk.tf.json', text);
  expect(resources.map(({ name, attributes, module }) => [name, attributes, module])).toEqual([
    ['one', { x: 1 }, 'x'],
    ['two', { x: 2 }, 'x'],
    ['three', {}, 'x'],
  ]);
  expect(problems).toEqual([]);
});

it('names what it cannot read, with its line, and reads the rest', async () => {
  const text = `{"resource": {
  "a_b": {"text": "x",
    "twice": {"y": {"x": 1,
      "x": 2}},
    "good": {}}
}}`;
  const { resources, problems } = await loaded('cdk.tf.json', text);
  expect(resources.map(({ name }) => name)).toEqual(['twice', 'good']);
  expect(problems).toEqual([
    { file: 'cdk.tf.json', line: 2, message: 'a_b.text is not an object: it is not read' },
    { file: 'cdk.tf.json', line: 4, message: 'a_b.twice has the key "x" twice: the last is read' },
  ]);
});

it('says where a text is no JSON', async () => {
  const { problems } = await loaded('cdk.tf.json', '{\n  "resource": {,}\n}');
  expect(problems).toEqual([{ file: 'cdk.tf.json', line: 2, message: 'is not JSON: needs a key in double quotes and has ","' }]);
  expect(() => loadTerraform('{\n,', 'cdk.tf.json')).toThrow('cdk.tf.json:2: is not JSON');
});

it('finds the place of a key, or of what is nearest to it', async () => {
  const text = `{"resource": {"azurerm_application_gateway": {"gw": {
  "sku": {"name": "Standard_v2"},
  "tags": {
    "a.b/c": "x"
  },
  "probe": [
    {"name": "one"},
    {"name": "\${var.x}",
      "path": "/"}
  ],
  "dynamic": {"http_listener": {
    "for_each": "\${var.y}"}}
}}}}`;
  const loadedText = await loaded('cdk.tf.json', text);
  const at = (key?: string) => lineOf(gatewayIn(loadedText), key, text);
  expect(at()).toBe('1: "gw": {');
  expect(at('global.response_buffering_enabled')).toBe(at());
  expect(at('sku.capacity')).toBe('2: "sku": {"name": "Standard_v2"},');
  expect(at('sku.name')).toBe('2: "name": "Standard_v2"},');
  expect(at('tags["a.b/c"]')).toBe('4: "a.b/c": "x"');
  expect(at('probe[one].path')).toBe('7: {"name": "one"},');
  expect(at('probe[?].path')).toBe('9: "path": "/"}');
  expect(at('probe[1]')).toBe('8: {"name": "${var.x}",');
  expect(at('probe[other]')).toBe('6: "probe": [');
  expect(at('http_listener')).toBe('11: "http_listener": {');
  expect(at('azurerm_application_gateway sku.name')).toBe(at('sku.name'));
  expect(sourceOf(gatewayIn(loadedText))?.at('sku.name')).toEqual({ line: 2, column: 11 });
});

it('leaves out a file that Terraform merges over others, and says so', async () => {
  for (const name of ['override.tf.json', 'a/b_override.tf.json', 'a/x_override.tf']) {
    const { resources, skipped, problems } = await loaded(name, '{"resource": {"a_b": {"c": {}}}}');
    expect([resources, problems]).toEqual([[], []]);
    expect(skipped).toEqual([{ file: name, reason: expect.stringContaining('an override file') as string }]);
  }
});
