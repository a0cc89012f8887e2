import { check } from '../../src/check';
import { foundIn } from '../support/found';
import { uses } from '../support/samples/index';

it.each(uses)('lints clean: %s', (_, { sample, policy }) => {
  const findings = foundIn(sample.build(policy), policy).flatMap((path) => check(policy, path));
  const open = findings.filter(({ suppressed }) => suppressed === undefined);
  expect(open.filter(({ level }) => level === 'error')).toEqual([]);
  const expected = sample.warnings?.(policy) ?? [];
  const warnings = open.filter(({ level }) => level === 'warning');
  expect(warnings.filter(({ rule }) => !expected.includes(rule))).toEqual([]);
  expect(expected.filter((rule) => !warnings.some((warning) => warning.rule === rule))).toEqual([]);
});
