import { addressOf } from '../../../src/report/rule-link';
import { formatMarkdown } from '../../../src/report/lint/markdown';
import { readMarkdown } from './readers';
import { finding, hostile, path, reportOf, samples } from './samples';

const rowsOf = (text: string): string[] => text.split('\n').filter((line) => line.startsWith('|'));
const cellsOf = (row: string): string[] => row.split(/(?<!\\)(?:\\\\)*\|/).slice(1, -1);

it('shows a path as a table, with fixes and sources folded up', () => {
  const text = formatMarkdown(reportOf([finding({ message: 'm', fix: 'f', level: 'warning' })]));
  expect(text).toContain('### sse-ready lint: 0 errors, 1 warning, 0 notes, 0 unknown, 0 suppressed on 1 path\n');
  expect(text).toContain(`#### ${path.name}\n`);
  expect(text).toContain(
    '| warning | heartbeat-within-idle-limit | Ingress app/sse<br>deploy/ingress.yaml:7:5 | m |\n\n<details><summary>Fixes and sources</summary>\n\n- ',
  );
});

it.each(Object.entries(samples))('has tables of four columns and no tag but its own: %s', (_, report) => {
  const text = formatMarkdown(report);
  expect(rowsOf(text).filter((row) => cellsOf(row).length !== 4)).toEqual([]);
  const tags = text.replace(/<https:[^<>\s]*>/g, '').match(/<[^>]*>?/g) ?? [];
  expect([...new Set(tags)].filter((tag) => !/^<(?:br|\/?details|\/?summary|!-- --)>$/.test(tag))).toEqual([]);
  expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
});

it.each(hostile)('makes no link and mentions nobody: %j', (text) => {
  const shown = formatMarkdown(reportOf([finding({ message: text, fix: text, source: text })]));
  expect(shown).not.toMatch(/(?<!\\)\]\(|@[a-z]/);
  expect(readMarkdown(shown)).toContain('sse-ready lint: 1 error');
});

it('lists a finding once, with every path it is on', () => {
  const paths = [path, { ...path, name: 'b' }];
  const text = formatMarkdown(reportOf([finding({ paths: [path.name, 'b'] })], { paths }));
  expect(text).toContain(`Paths: ${path.name}, b.`);
  expect(rowsOf(text)).toHaveLength(3);
});

it.each([
  ['https://example.org/docs/rules.md#a', 'https://example.org/docs/rules.md#a'],
  ['docs/rules.md#a', undefined],
])('links to a page that has an address: %s', (page, address) => {
  expect(addressOf(page)).toBe(address);
});
