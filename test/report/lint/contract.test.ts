import * as fc from 'fast-check';
import { visible } from '../../../src/report/escape';
import { pageOf } from '../../../src/report/rule-link';
import { formats } from '../../../src/report/lint/index';
import { finding, reportOf, samples } from './samples';
import { readers } from './readers';

const names = Object.keys(formats) as (keyof typeof formats)[];

/** JSON holds any character; the other formats show those that they cannot hold. */
const shownBy = (name: string) => (text: string) => (name === 'json' || name === 'sarif' ? text : visible(text));

/** What an attribute of XML makes of line feeds: the JUnit reader finds rules and files there only. */
const oneLine = (text: string): string => text.replace(/[\n\t]/g, ' ');

describe.each(names)('%s', (name) => {
  const format = formats[name];
  const shown = shownBy(name);

  it.each(Object.entries(samples))('loses nothing of: %s', (_, report) => {
    const text = format(report);
    const read = readers[name](text);
    for (const { rule, message, fix, source, suppressed } of report.findings) {
      const wanted = [message, fix, source, ...(suppressed === undefined ? [] : [suppressed.reason])].map(shown);
      expect(wanted.filter((each) => !read.some((some) => some.includes(each)))).toEqual([]);
      expect(read.some((some) => some.includes(shown(rule)) || some.includes(oneLine(shown(rule))))).toBe(true);
    }
    for (const { file, message } of report.problems) {
      expect(read.some((some) => some.includes(shown(message)))).toBe(true);
      expect(read.some((some) => some.includes(file) || some.includes(oneLine(shown(file))) || name === 'sarif')).toBe(true);
    }
  });

  it('shows each finding once', () => {
    const findings = ['one', 'two', 'three'].map((fix) => finding({ fix: `fix ${fix}`, paths: ['a', 'b'] }));
    const text = format(reportOf(findings, { paths: samples['on several paths and on none']?.paths ?? [] }));
    // SARIF repeats it as a property, for programs.
    for (const { fix } of findings) expect(text.split(fix)).toHaveLength(name === 'sarif' ? 3 : 2);
  });

  it('is the same for the same report, ends its last line and changes nothing', () => {
    for (const report of Object.values(samples)) {
      const before = JSON.stringify(report);
      const text = format(report);
      expect(format(JSON.parse(before) as typeof report)).toBe(format(report));
      expect(text === '' || text.endsWith('\n')).toBe(true);
      expect(JSON.stringify(report)).toBe(before);
    }
  });

  it('can be read whatever the texts hold', () => {
    const text = fc.string({
      unit: fc.oneof(fc.constantFrom(...'\n\r\t%:,|<>&"\'`]\\[(){}@*_#\u0000\u001b\ud800'), fc.string({ unit: 'binary' })),
    });
    fc.assert(
      fc.property(text, text, text, (one, two, three) => {
        const report = reportOf(
          [
            finding({ message: one, fix: two, source: three }),
            finding({ rule: one, location: { file: two, line: 1, column: 1, object: three }, suppressed: { reason: one } }),
          ],
          { paths: [{ name: one, evidence: two, policy: three, hops: [one] }], problems: [{ file: three, message: two }] },
        );
        const read = readers[name](format(report));
        for (const each of [one, two, three].map(shown)) expect(read.some((some) => some.includes(each))).toBe(true);
      }),
    );
  });

  it('holds no path of this machine', () => {
    for (const report of Object.values(samples)) expect(format(report)).not.toContain(process.cwd());
  });

  it.each(['heartbeat-within-idle-limit'])('leads to the page of %s', (rule) => {
    const text = format(reportOf([finding({ rule })]));
    expect(name === 'markdown' ? 'sse-ready explain <rule>' : text).toContain(
      name === 'markdown' ? 'sse-ready explain' : pageOf(rule),
    );
  });
});
