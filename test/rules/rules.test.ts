import { ask, policy } from './fixture';
import { affinity } from './cases/affinity';
import { edge } from './cases/edge';
import { resume } from './cases/resume';
import { shutdown } from './cases/shutdown';
import { target } from './cases/target';
import { timeouts } from './cases/timeouts';
import { rules } from '../../src/rules/index';

const all = { ...timeouts, ...affinity, ...target, ...shutdown, ...edge, ...resume };

describe.each(Object.entries(all))('%s', (rule, cases) => {
  test.each(cases.map(([what, props, hops, ...answers]) => ({ what, props, hops, answers })))(
    '$what',
    ({ props, hops, answers }) => {
      const found = ask(rule, policy(props), hops);

      expect(found.map(({ level }) => level)).toEqual(answers.map((answer) => answer.split(':')[0]));
      answers.forEach((answer, at) => {
        const part = answer.slice(answer.indexOf(':') + 1).trim();
        expect(`${found[at]?.message}\n${found[at]?.fix}`).toContain(part);
      });
      for (const { message, fix, fact } of found) {
        expect(`${message} ${fix}`).not.toMatch(/undefined|NaN|\[object| {2}|\.$/);
        expect(fact.source).toMatch(/^https:\/\//);
      }
    },
  );

  it('is passed and raised', () => {
    expect(cases.some((one) => one.length === 3)).toBe(true);
    expect(cases.some((one) => one.length > 3)).toBe(true);
  });
});

it('asks every rule', () => {
  expect(Object.keys(all).sort()).toEqual(rules.map(({ id }) => id).sort());
});
