import { hops } from '../../src/hops/index';
import type { HopKind } from '../../src/hops/hop-kind';
import { facts } from '../../src/path/fact';
import { byDefault, fixed, set, unknown, type Setting } from '../../src/path/setting';
import { Duration } from '../../src/policy/duration';
import { hopMatrix, hopSummary } from '../../src/report/hop-matrix';
import { hopPage, hopsPage } from '../../src/report/pages';

const read = { source: 'https://example.com/product', checked: '2026-11-21', known: 'documented' } as const;
const some = facts({
  idle: { says: 'Idle.', default: Duration.seconds(30), min: Duration.seconds(1), max: Duration.hours(1), ...read },
  total: { says: 'Total.', fixed: Duration.minutes(5), ...read },
  buffering: { says: 'Buffering.', default: 'on', min: '1.2.3', ...read },
  affinity: { says: 'Affinity.', ignores: 'every cookie', ...read, known: 'measured', provenWith: 'product 1.2.4' },
  drain: { says: 'Drain.', ...read, known: 'unconfirmed' },
});

const settings: readonly Setting[] = [
  set('idle-limit', Duration.minutes(1), { name: 'idle', key: 'spec.idle', fact: some.idle }),
  fixed('total-limit', Duration.minutes(5), { name: 'total', fact: some.total }),
  set('response-buffering', 'off', { name: 'buffering', key: 'spec.buffering', fact: some.buffering }),
  byDefault('affinity', { kind: 'none' }, { name: 'affinity', fact: some.affinity }),
  unknown('drain-limit', 'no source says', { name: 'drain', fact: some.drain }),
];

const product: HopKind = {
  type: 'product',
  title: 'A product.',
  place: 'proxy',
  facts: some,
  plan: () => ({ type: 'product', object: 'it', layer: 'http', settings, remarks: [], suppressed: {} }),
};
const bare: HopKind = { ...product, type: 'bare', facts: {}, plan: () => ({ ...product.plan(policy), settings: [] }) };
const policy = {} as Parameters<HopKind['plan']>[0];

const cells = (line: string) => line.split('|').map((cell) => cell.trim());

it('has the default and the range, what is fixed, what can be switched and from when on, what is unknown and what is ignored', () => {
  const [, , row = '', empty = ''] = hopMatrix([product, bare]).split('\n');
  const expected = ['product', '30s (1s to 1h)', '5m fixed', 'on, can be off from 1.2.3 on', 'none', 'unknown', 'every cookie'];
  expect(cells(row)).toEqual(['', ...expected, '']);
  expect(cells(empty)).toEqual(['', 'bare', '-', '-', '-', '-', '-', '-', '']);
});

it('names the setting of each value where it is about one hop', () => {
  expect(hopSummary(product).split('\n')).toEqual([
    '- idle limit: 30s (1s to 1h), idle',
    '- total limit: 5m fixed, total',
    '- buffering: on, can be off from 1.2.3 on, buffering',
    '- affinity: none',
    '- drain: unknown, drain',
    '- ignores: every cookie',
  ]);
});

it('says of each fact how it is known', () => {
  const page = hopPage(product);
  expect(page).toContain('- Idle. (default 30s, least 1s, most 1h) [documented, 2026-11-21](https://example.com/product)');
  expect(page).toContain('- Affinity. [proven with product 1.2.4, 2026-11-21]');
  expect(page).toContain('- Drain. [unconfirmed, 2026-11-21]');
});

it('has every hop in the matrix, its columns aligned but for the last, and each fact once', () => {
  const page = hopsPage(hops);
  const table = page.split('\n').filter((line) => line.startsWith('| '));
  expect(table.slice(2).map((line) => cells(line)[1])).toEqual(hops.map(({ type }) => type));
  expect(new Set(table.map((line) => line.split('|').slice(0, -2).join('|').length)).size).toBe(1);
  const facts = new Set(hops.flatMap((hop) => Object.values(hop.facts)));
  expect(page.match(/^- .* \[(?:documented|unconfirmed|proven with .*), [\d-]+\]\(/gm)).toHaveLength(facts.size);
});
