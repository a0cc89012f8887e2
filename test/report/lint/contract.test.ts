import * as fc from 'fast-check';
import type { LintReport } from '../../../src/lint/lint-report';
import { visible } from '../../../src/report/escape';
import { pageOf } from '../../../src/report/rule-link';
import { formats } from '../../../src/report/lint/index';
import { finding, path, reportOf, samples } from './samples';
import { readers } from './readers';

const names = Object.keys(formats) as (keyof typeof formats)[];

/** JSON holds any character; the other formats show those that they cannot hold. */
const shownBy = (name: string) => (text: string) => (name === 'json' || name === 'sarif' ? text : visible(text));

/** An attribute of XML holds one line, and JUnit has rules and files in attributes. */
const oneLine = (text: string): string => text.replace(/[\n\t]/g, ' ');

describe.each(names)('%s', (name) => {
  let format: (report: LintReport) => string;
  beforeAll(async () => {
    format = await formats[name]();
  });
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
      const names = [file, shown(file), oneLine(shown(file)), file.replace(/\p{Cs}/gu, '\ufffd')];
      expect(read.some((some) => names.some((each) => some.includes(each)))).toBe(true);
    }
  });

  it('shows each finding once', () => {
    const paths = [path, { ...path, name: 'other' }];
    const on = [[path.name, 'other'], ['other'], []];
    const findings = on.map((names, at) => finding({ fix: `fix number ${at}`, paths: names }));
    const text = format(reportOf(findings, { paths }));
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
            finding({ message: `message ${one}`, fix: `fix ${two}`, source: `source ${three}` }),
            finding({
              rule: one,
              location: { file: two, line: 1, column: 1, object: three },
              suppressed: { reason: one, kind: 'inSource' },
            }),
          ],
          { paths: [{ name: one, evidence: two, policy: three, hops: [one] }], problems: [{ file: three, message: two }] },
        );
        const read = readers[name](format(report));
        const wanted = [`message ${one}`, `fix ${two}`, `source ${three}`].map(shown);
        expect(wanted.filter((each) => !read.some((some) => some.includes(each)))).toEqual([]);
      }),
    );
  });

  it('leads to the page of the rule, or says how to print it', () => {
    const text = format(reportOf([finding()]));
    expect([pageOf('heartbeat-within-idle-limit'), 'sse-ready explain'].some((each) => text.includes(each))).toBe(true);
  });
});
