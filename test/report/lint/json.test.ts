import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { root } from '../../../scripts/run';
import { formatJson } from '../../../src/report/lint/json';
import { lintReportJsonSchema } from '../../../src/report/lint/json-schema';
import { finding, reportOf, samples } from './samples';

const committed = JSON.parse(readFileSync(join(root, 'docs/lint-report.schema.json'), 'utf8')) as object;
const accepts = new Ajv({ strict: false }).compile(committed);

it.each(Object.entries(samples))('is what the committed schema says: %s', (_, report) => {
  expect(accepts(JSON.parse(formatJson(report))) ? [] : accepts.errors).toEqual([]);
});

it('begins with its version', () => {
  expect(formatJson(reportOf([]))).toMatch(/^\{\n {2}"version": 1,\n/);
});

it('writes a finding as it is, with its page, and nothing else that the object held', () => {
  const suppressed = finding({ suppressed: { reason: 'measured', kind: 'inSource' } });
  const read = JSON.parse(formatJson(reportOf([{ ...suppressed, extra: 1 } as typeof suppressed]))) as { findings: unknown[] };
  expect(read.findings).toEqual([{ ...suppressed, page: 'docs/rules.md#heartbeat-within-idle-limit' }]);
});

describe('the schema', () => {
  const valid = JSON.parse(formatJson(reportOf([finding()], { problems: [{ file: 'a', line: 1, message: 'b' }] }))) as {
    findings: { location: object }[];
  };
  const [first] = valid.findings;
  const wrong: Record<string, object> = {
    'another version': { ...valid, version: 2 },
    'a field nobody knows': { ...valid, more: 1 },
    'a level nobody knows': { ...valid, findings: [{ ...first, level: 'info' }] },
    'line 0': { ...valid, findings: [{ ...first, location: { ...first?.location, line: 0 } }] },
    'a suppression without a reason': { ...valid, findings: [{ ...first, suppressed: {} }] },
  };

  it.each(Object.entries(wrong))('refuses %s', (_, report) => {
    expect(accepts(valid)).toBe(true);
    expect(accepts(report)).toBe(false);
  });

  it('describes every field of a finding', () => {
    const { properties } = lintReportJsonSchema() as unknown as {
      properties: { findings: { items: { properties: Record<string, object> } } };
    };
    const fields = Object.entries(properties.findings.items.properties).filter(([name]) => name !== 'location');
    expect(fields.filter(([, schema]) => !('description' in schema)).map(([name]) => name)).toEqual([]);
  });

  it('is the committed one', () => {
    expect(lintReportJsonSchema()).toEqual(committed);
  });
});
