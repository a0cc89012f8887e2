import * as fc from 'fast-check';
import { parseAllDocuments, stringify } from 'yaml';
import { fix } from '../../src/lint/fix';
import { lint } from '../../src/lint/lint';
import { parseKey } from '../../src/load/key-path';
import { changeIn } from '../../src/load/yaml-edit';
import { yaml } from '../../src/policy/yaml';
import { deployment, service } from './objects';

const behind = [service('sse'), deployment('sse')].join('---\n');

/** The lines that were changed, in front and behind. */
async function mended(ingress: string) {
  const [file] = (await fix([{ name: 'a.yaml', text: `${ingress}---\n${behind}` }])).files;
  const text = file?.text.slice(0, file.text.indexOf('---')) ?? '';
  const before = ingress.split('\n');
  return text.split('\n').filter((line) => !before.includes(line));
}

const NGINX = 'nginx.ingress.kubernetes.io';
const ingress = (annotations: string) => `apiVersion: networking.k8s.io/v1
kind: Ingress # ours
metadata:
${annotations}
  name: 'sse'
spec:
  ingressClassName: "nginx"
  rules:
  - http: { paths: [{ path: /events, pathType: Prefix, backend: { service: { name: sse, port: { number: 80 } } } }] }
`;

it.each<[string, string, string[]]>([
  [
    'a value, with its comment',
    `  annotations:\n    ${NGINX}/proxy-buffering: "on" # why`,
    [`    ${NGINX}/proxy-buffering: "off" # why`],
  ],
  [
    'a value in single quotes',
    `  annotations:\n    ${NGINX}/proxy-read-timeout: '20'`,
    [`    ${NGINX}/proxy-read-timeout: '30'`],
  ],
  [
    'a value in a flow map',
    `  annotations: { ${NGINX}/proxy-read-timeout: '20', a: b }`,
    [`  annotations: { ${NGINX}/proxy-read-timeout: '30', a: b }`],
  ],
  [
    'a unit that is not taken',
    `  annotations:\n    ${NGINX}/proxy-read-timeout: 3600s`,
    [`    ${NGINX}/proxy-read-timeout: "3600"`],
  ],
  ['a word without quotes', `  annotations:\n    ${NGINX}/proxy-buffering: off`, [`    ${NGINX}/proxy-buffering: "off"`]],
  [
    'a number without quotes',
    `  annotations:\n    ${NGINX}/proxy-read-timeout: 7200`,
    [`    ${NGINX}/proxy-read-timeout: "7200"`],
  ],
  ['nothing that an anchor hands on', `  annotations:\n    ${NGINX}/proxy-read-timeout: &time '20'\n    other: *time`, []],
])('changes %s', async (_, annotations, lines) => {
  expect(await mended(ingress(annotations))).toEqual(lines);
});

it('finds nothing left of what it fixed, and changes nothing the second time', async () => {
  const text = `${ingress(`  annotations:\n    ${NGINX}/proxy-buffering: on\n    ${NGINX}/proxy-read-timeout: 20`)}---\n${behind}`;
  const first = await fix([{ name: 'a.yaml', text }]);
  const left = new Set(first.report.findings.map(({ fingerprint }) => fingerprint));
  expect(first.fixed.length).toBeGreaterThan(2);
  expect(first.fixed.filter(({ fingerprint }) => left.has(fingerprint))).toEqual([]);
  expect(first.files[0]?.text).toContain('terminationGracePeriodSeconds: 40');
  const second = await fix(first.files);
  expect([second.fixed, second.files]).toEqual([[], first.files]);
});

it('leaves what is doubtful, and says why', async () => {
  const text = ingress(`  annotations:\n    ${NGINX}/proxy-read-timeout: &time '20'\n    other: *time`);
  const { files, doubts } = await fix([{ name: 'a.yaml', text: `${text}---\n${behind}` }]);
  expect(files[0]?.text).toContain("&time '20'");
  expect(doubts.map(({ finding, doubt }) => [finding.rule, doubt])).toContainEqual([
    'heartbeat-within-idle-limit',
    'an anchor hands its value on to other keys',
  ]);
});

it('leaves accepted findings and JSON alone', async () => {
  const accepted = ingress(
    `  annotations:\n    # sse-ready.dev/ignore-heartbeat-within-idle-limit: measured\n    ${NGINX}/proxy-read-timeout: '20'`,
  );
  expect(await mended(accepted)).toEqual([]);
  const json = JSON.stringify(parseAllDocuments(ingress(`  annotations: { ${NGINX}/proxy-read-timeout: '20' }`))[0]);
  const { fixed, doubts } = await fix([{ name: 'a.json', text: json }]);
  expect([fixed, doubts.map(({ doubt }) => doubt)]).toEqual([[], ['only YAML is written to']]);
});

it('writes no key of a file that is not in the input', async () => {
  const text = `${ingress('  annotations: {}')}---\n${behind}`;
  const { findings } = await lint([{ name: 'a.yaml', text }], { changes: true });
  const drain = findings.find(({ key }) => key === "worker-shutdown-timeout in the controller's ConfigMap");
  expect([drain?.rule, drain?.change]).toEqual(['gateway-drain-timeout', { doubt: expect.any(String) as string }]);
});

it('says that Terraform is left alone', async () => {
  const gateway = {
    name: 'g',
    backend_http_settings: [{ name: 'sse', request_timeout: 10 }],
    backend_address_pool: [{ name: 'sse' }],
  };
  const rule = { name: 'sse', backend_address_pool_name: 'sse', backend_http_settings_name: 'sse' };
  const attributes = { ...gateway, request_routing_rule: [rule] };
  const text = JSON.stringify({ resource: { azurerm_application_gateway: { g: attributes } } }, null, 2);
  const { files, doubts } = await fix([{ name: 'cdk.tf.json', text }], { streams: ['/events'] });
  expect(files[0]?.text).toBe(text);
  expect(doubts.map(({ finding, doubt }) => `${finding.rule}: ${doubt}`)).toContain(
    'heartbeat-within-idle-limit: only YAML is written to',
  );
});

describe('a change of one key', () => {
  const name = fc.constantFrom('a', 'b', 'c.d/e', 'f');
  const value = fc.oneof(fc.constantFrom('on', '1h', "it's", 'x # y', ''), fc.integer(), fc.boolean());
  const tree = fc.letrec<{ node: unknown }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 3 },
      value,
      fc.dictionary(name, tie('node'), { noNullPrototype: true }),
      fc.array(fc.record({ name, x: tie('node') }), { maxLength: 2 }),
    ),
  })).node;

  it.each([{ indent: 2 }, { indent: 4 }, { collectionStyle: 'flow' as const }])('changes nothing else, %j', (style) => {
    let written = 0;
    fc.assert(
      fc.property(
        fc.dictionary(name, tree, { noNullPrototype: true, minKeys: 1 }),
        fc.array(name, { minLength: 1, maxLength: 3 }),
        value,
        (object, path, wanted) => {
          const text = `# head\n${stringify(object, style)}# tail\n`;
          const [document] = parseAllDocuments(text);
          const key = path.map((step) => `["${step}"]`).join('');
          const change = changeIn(text, document?.contents as never, parseKey(key)?.steps ?? [], wanted);
          if ('doubt' in change) return;
          written += 1;
          const after = text.slice(0, change.start) + change.text + text.slice(change.end);
          expect(parseAllDocuments(after)[0]?.toJS()).toEqual(withValue(object, path, wanted));
          expect(after.startsWith('# head\n') && after.endsWith('# tail\n')).toBe(true);
        },
      ),
    );
    expect(written).toBeGreaterThan(10);
  });
});

function withValue(at: unknown, [step, ...rest]: readonly string[], value: unknown): unknown {
  return step === undefined
    ? value
    : { ...(at as object), [step]: withValue((at as Record<string, unknown> | undefined)?.[step] ?? {}, rest, value) };
}

it('mends many objects of one text, parsed no more often than for one', async () => {
  const parses = jest.spyOn(yaml(), 'parseAllDocuments');
  const parsedFor = async (objects: number): Promise<number> => {
    const items = Array.from({ length: objects }, (_, at) => {
      const [document] = parseAllDocuments(ingress(`  annotations: { ${NGINX}/proxy-read-timeout: '20' }`));
      document?.setIn(['metadata', 'name'], `sse-${at}`);
      return document;
    });
    const text = stringify({ apiVersion: 'v1', kind: 'List', items }, { aliasDuplicateObjects: false });
    parses.mockClear();
    const { findings } = await lint([{ name: 'list.yaml', text }], { changes: true });
    expect(findings.filter(({ change }) => change !== undefined && 'text' in change).length).toBeGreaterThanOrEqual(objects);
    return parses.mock.calls.length;
  };
  expect(await parsedFor(9)).toBe(await parsedFor(1));
  parses.mockRestore();
});
