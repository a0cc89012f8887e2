import fc from 'fast-check';
import { gatewayIn, judged, lineOf, loaded, shown } from './support';
import { loadInfrastructure } from '../../src/load/infrastructure';

const attributesOf = async (body: string, more = ''): Promise<unknown> => {
  const { resources, problems } = await loaded('main.tf', `${more}\nresource "a_b" "c" {\n${body}\n}\n`);
  expect(problems).toEqual([]);
  return resources[0]?.attributes;
};

it.each<[string, string, unknown]>([
  ['numbers', 'x = -1.5e2\ny = 0x1F\nz = (60 * 2 + 6 / 3 - 2)', { x: -150, y: 31, z: 120 }],
  ['texts', 'x = "a\\n\\"\\u00e9\\\\"\ny = ""', { x: 'a\n"é\\', y: '' }],
  ['booleans and null', 'x = true\ny = false\nz = null', { x: true, y: false, z: null }],
  [
    'lists and objects',
    'x = [1, "b",]\ny = { a = 1, "b c" : [2], (var.k) = 3 }',
    { x: [1, 'b'], y: { a: 1, 'b c': [2], '${var.k}': 3 } },
  ],
  ['a heredoc', 'x = <<EOT\n  a\nb\nEOT\ny = <<-EOT\n    a\n      b\n  EOT', { x: '  a\nb\n', y: 'a\n  b\n' }],
  [
    'references',
    'x = a_b.c.id\ny = a_b.c[0].id\nz = data.a_b.c.id',
    { x: '${a_b.c.id}', y: '${a_b.c[0].id}', z: '${data.a_b.c.id}' },
  ],
  ['templates', 'x = "a-${var.y}"\ny = "${a_b.c.id}"', { x: 'a-${var.y}', y: '${a_b.c.id}' }],
  ['a directive', 'x = "%{ if var.y }a%{ endif }"', { x: '${"%{ if var.y }a%{ endif }"}' }],
  ['functions and conditions', 'x = file("y")\nz = var.a ? 1 : 2', { x: '${file("y")}', z: '${var.a ? 1 : 2}' }],
  ['for and splat', 'x = [for y in var.z : y]\ny = a_b.c[*].id', { x: '${[for y in var.z : y]}', y: '${a_b.c[*].id}' }],
  ['blocks', 'x {\ny = 1\n}\nx {\nz {}\n}', { x: [{ y: 1 }, { z: [{}] }] }],
  [
    'dynamic blocks',
    'dynamic "x" {\nfor_each = var.y\ncontent {}\n}',
    { dynamic: [{ x: { for_each: '${var.y}', content: [{}] } }] },
  ],
  ['lifecycle', 'lifecycle {\nignore_changes = [tags["a"], x]\n}', { lifecycle: [{ ignore_changes: ['tags["a"]', 'x'] }] }],
  ['all changes ignored', 'lifecycle {\nignore_changes = all\n}', { lifecycle: [{ ignore_changes: 'all' }] }],
])('gives %s as Terraform JSON has them', async (_, body, attributes) => {
  expect(await attributesOf(body)).toEqual(attributes);
});

describe('locals', () => {
  it('are known where their values are, in any file of the folder', async () => {
    const body = 'resource "a_b" "c" {\nx = local.a\ny = "${local.o.n}-${local.a}"\nz = local.later\nt = [local.o]\n}';
    const locals = 'locals {\na = 20\no = { n = "s" }\nlater = "${var.x}-y"\n}';
    const { resources } = await loadInfrastructure([
      { name: 'm/main.tf', text: body },
      { name: 'm/locals.tf', text: locals },
      { name: 'other/main.tf', text: body },
    ]);
    expect(resources.map(({ attributes, module }) => [module, attributes])).toEqual([
      ['m', { x: 20, y: 's-20', z: '${var.x}-y', t: [{ n: 's' }] }],
      ['other', { x: '${local.a}', y: '${local.o.n}-${local.a}', z: '${local.later}', t: ['${local.o}'] }],
    ]);
  });

  it.each([
    ['written twice', 'locals {\na = 1\n}\nlocals {\na = 2\n}'],
    ['that lead back to themselves', 'locals {\na = local.b\nb = local.a\n}'],
    ['that are not there', ''],
  ])('%s are unknown', async (_, locals) => {
    expect(await attributesOf('x = local.a', locals)).toEqual({ x: expect.stringContaining('${local.') as string });
  });

  it('are not the defaults of variables, which anybody may override', async () => {
    expect(await attributesOf('x = var.a', 'variable "a" {\ndefault = 5\n}')).toEqual({ x: '${var.a}' });
  });

  it('that each hold the next one twice do not fill the memory', async () => {
    const lines = Array.from(
      { length: 40 },
      (_, at) => `a${at + 1} = [local.a${at}, local.a${at}]\nt${at + 1} = "\${local.t${at}}\${local.t${at}}"`,
    );
    const locals = `locals {\na0 = 1\nt0 = "x"\n${lines.join('\n')}\n}`;
    const size = JSON.stringify(await attributesOf('x = local.a40\ny = local.t40', locals)).length;
    expect(size).toBeLessThan(10_000_000);
  });
});

it('says how many there are only where that is written', async () => {
  const text = 'resource "azurerm_application_gateway" "gw" {\nname = "a"\ncount = var.on ? 1 : 0\n}';
  const { findings } = judged(await loaded('main.tf', text));
  expect(findings.filter(({ rule }) => rule === 'literal-needed').map(({ level }) => level)).toEqual(['note']);
});

it('says that a dynamic block makes what it makes, at its place', async () => {
  const text =
    'resource "azurerm_application_gateway" "gw" {\n  dynamic "backend_http_settings" {\n    for_each = var.x\n    content {}\n  }\n}';
  const all = await loaded('main.tf', text);
  const setting = judged(all).hop.settings.find(({ key }) => key?.startsWith('backend_http_settings'));
  expect(setting).toMatchObject({ origin: 'unknown', why: 'an expression makes the backend settings' });
  expect(lineOf(gatewayIn(all), setting?.key, text)).toBe('2: dynamic "backend_http_settings" {');
});

describe('a syntax error', () => {
  const good = (name: string) => `resource "a_b" "${name}" {\n  x = 1\n}\n`;

  it.each([
    ['two signs', 'resource "a_b" "bad" {\n  y = 1\n  x = = 2\n}\n', 6],
    ['a missing brace', 'resource "a_b" "bad" {\n  x = 1\n', 5],
    ['a missing quote', 'resource "a_b" "bad" {\n  x = "1\n}\n', 5],
    ['a missing value', 'resource "a_b" "bad" {\n  x =\n}\n', 4],
    ['no Terraform at all', '<<<<<<< HEAD\n', 4],
  ])('(%s) is told with its line, and the other blocks are read', async (_, bad, line) => {
    const { resources, problems } = await loaded('main.tf', `${good('first')}${bad}# sse-ready:ignore x y\n${good('last')}`);
    expect(resources.map(({ name }) => name)).toEqual(['first', 'last']);
    expect(problems).toEqual([
      expect.objectContaining({ file: 'main.tf', message: expect.stringContaining('syntax error') as string }),
    ]);
    // Where a quote or a brace is missing shows further down, before the next block.
    expect(problems[0]?.line).toBeGreaterThanOrEqual(line);
    expect(problems[0]?.line).toBeLessThanOrEqual(8);
  });

  it('does not hide the comments', async () => {
    const { comments } = await loaded(
      'main.tf',
      `${good('a')}resource "a_b" "bad" {\n  x = = 1\n}\n// sse-ready:ignore rule reason\n${good('b')}`,
    );
    expect(comments).toEqual([{ file: 'main.tf', line: 7, text: '// sse-ready:ignore rule reason' }]);
  });
});

it('keeps the comments that speak to it, with their lines', async () => {
  const text = '# other\nresource "a_b" "c" {\n  x = 1 # sse-ready:ignore one because\n  /* sse-ready:ignore\n two */\n}';
  expect((await loaded('main.tf', text)).comments.map(({ line, text: comment }) => [line, comment])).toEqual([
    [3, '# sse-ready:ignore one because'],
    [4, '/* sse-ready:ignore\n two */'],
  ]);
});

it('names modules that are not in the input', async () => {
  const text = 'module "here" {\nsource = "./edge"\n}\nmodule "there" {\nsource = "Azure/x/azurerm"\nversion = "1"\n}';
  expect((await loaded('main.tf', text)).skipped).toEqual([
    { file: 'main.tf', reason: 'module.there is in Azure/x/azurerm: lint a plan (terraform show -json) for its resources' },
  ]);
});

it('reads Windows files', async () => {
  const { resources } = await loaded('main.tf', '\uFEFFresource "a_b" "c" {\r\n  x = <<EOT\r\na\r\nEOT\r\n}\r\n');
  expect(resources[0]?.attributes).toEqual({ x: 'a\n' });
});

it('does not mix folders that use the same names', async () => {
  const text = (minutes: number) => `
resource "azurerm_public_ip" "ip" {
  idle_timeout_in_minutes = ${minutes}
}
resource "azurerm_application_gateway" "gw" {
  name = "m${minutes}"
  frontend_ip_configuration {
    name                 = "public"
    public_ip_address_id = azurerm_public_ip.ip.id
  }
  http_listener {
    name                           = "l"
    frontend_ip_configuration_name = "public"
  }
}`;
  const { resources } = await loadInfrastructure([5, 9].map((minutes) => ({ name: `m${minutes}/main.tf`, text: text(minutes) })));
  const idle = resources
    .filter(({ type }) => type === 'azurerm_application_gateway')
    .map((gateway) =>
      judged({
        resources: [gateway, ...resources.filter((one) => one.type === 'azurerm_public_ip')],
      }),
    )
    .map(({ hop }) => hop.settings.filter(({ key }) => key?.startsWith('azurerm_public_ip')).map(shown));
  expect(idle).toEqual([['5m'], ['9m']]);
});

describe('any text', () => {
  const name = fc
    .stringMatching(/^[a-z]\w{0,5}$/)
    .filter((word) => !['null', 'true', 'false', 'for', 'if', 'lifecycle', 'provider'].includes(word));
  const value = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.string().filter((text) => !/[$%]\{/.test(text)),
      fc.integer(),
      fc.boolean(),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(name, tie('value'), { maxKeys: 3, noNullPrototype: true }),
    ),
  })).value;
  const attributes = fc.dictionary(name, value, { maxKeys: 4, noNullPrototype: true });
  const hcl = (of: unknown): string => {
    if (Array.isArray(of)) return `[${of.map(hcl).join(', ')}]`;
    if (typeof of === 'object' && of !== null)
      return `{ ${Object.entries(of)
        .map(([key, one]) => `${key} = ${hcl(one)}`)
        .join(', ')} }`;
    return typeof of === 'string' ? quoted(of) : String(of);
  };
  const quoted = (text: string): string => `"${[...text].map(escaped).join('')}"`;
  const escaped = (one: string): string =>
    /[\w .,-]/.test(one) ? one : `\\U${one.codePointAt(0)?.toString(16).padStart(8, '0')}`;
  const block = (of: object, at: number) =>
    `resource "a_b" "r${at}" {\n${Object.entries(of)
      .map(([key, one]) => `  ${key} = ${hcl(one)}\n`)
      .join('')}}\n`;

  it('written from values gives the values back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(attributes, { maxLength: 4 }), async (all) => {
        const { resources, problems } = await loaded('main.tf', all.map(block).join('\n'));
        expect(problems).toEqual([]);
        expect(resources.map(({ attributes: read }) => read)).toEqual(all);
      }),
    );
  });

  it('with a hurt in one block loses no other block, and says what it lost', async () => {
    const hurt = fc.constantFrom('{', '}', '"', '=', '= =', '(', '<<EOT', '${', '[', '\\', '\u0000', '*/', '#', 'é');
    await fc.assert(
      fc.asyncProperty(fc.array(attributes, { minLength: 3, maxLength: 3 }), hurt, fc.nat(), async (all, what, where) => {
        const [first = '', middle = '', last = ''] = all.map(block);
        const at = where % middle.length;
        const text = `${first}${middle.slice(0, at)}${what}${middle.slice(at)}${last}`;
        const { resources, problems } = await loaded('main.tf', text);
        const names = resources.map(({ name: read }) => read);
        if (problems.length === 0) return;
        expect(names).toContain('r0');
        expect(problems.every(({ file, line = 0 }) => file === 'main.tf' && line > 0 && line <= text.split('\n').length)).toBe(
          true,
        );
      }),
      { numRuns: 200 },
    );
  });

  it('of noise neither crashes nor is passed over in silence', async () => {
    const noise = fc.array(
      fc.constantFrom(
        'resource "a_b" "c" {\n',
        '}',
        '{',
        '\n',
        '"',
        '${',
        '%{',
        '<<EOT\n',
        'EOT',
        '(',
        ')',
        '[',
        ']',
        '=',
        'a',
        '.',
        ',',
        '?',
        ':',
        '#',
        '/*',
        '*/',
        '\\',
        '1',
        '-',
        '\r\n',
        'é',
        'for x in ',
      ),
      { maxLength: 60 },
    );
    await fc.assert(
      fc.asyncProperty(noise, async (pieces) => {
        const text = pieces.join('');
        const { resources, problems } = await loaded('main.tf', text);
        const heads = [...text.matchAll(/^resource "a_b" "c" \{$/gm)].length;
        if (problems.length === 0 && heads > 0 && !/["#*<]/.test(text.replaceAll('resource "a_b" "c" {', '')))
          expect(resources.length).toBe(heads);
      }),
      { numRuns: 300 },
    );
  });

  it('nested very deep comes to an end', async () => {
    const deep = 3000;
    for (const text of [
      `x = ${'['.repeat(deep)}${']'.repeat(deep)}`,
      `x = ${'('.repeat(deep)}1${')'.repeat(deep)}`,
      `x = ${'-'.repeat(deep)}1`,
      `x = ${'"${'.repeat(50)}1${'}"'.repeat(50)}`,
      `${'y {\n'.repeat(deep)}${'}\n'.repeat(deep)}`,
    ]) {
      const { resources, problems } = await loaded('main.tf', `resource "a_b" "c" {\n${text}\n}\nresource "a_b" "d" {\n}`);
      expect(resources.length + problems.length).toBeGreaterThanOrEqual(2);
      expect(resources.map(({ name: read }) => read)).toContain('d');
    }
  });
});
