import * as fc from 'fast-check';
import { Duration, DurationError, shortest } from '../../src/policy/duration';
import { durations } from './arbitraries';

const HOUR = 3_600_000;

describe('parse', () => {
  test.each([
    ['0s', 0],
    ['15s', 15_000],
    ['1h30m', 1.5 * HOUR],
    ['1.5h', 1.5 * HOUR],
    ['300ms', 300],
    ['1m0.5s', 60_500],
    ['0.001s', 1],
    ['1.1s', 1100],
    ['4.35s', 4350],
    ['1.50000000000000000000s', 1500],
    ['1m1h', HOUR + 60_000],
    ['99999h59m59s999ms', 359_999_999_999],
  ])('%s is %i ms', (text, milliseconds) => {
    expect(Duration.parse(text).milliseconds).toBe(milliseconds);
  });

  test.each([
    '',
    '15',
    ' 15s',
    '15s ',
    '15 s',
    '-5s',
    '+5s',
    '1d',
    '15S',
    '.5s',
    '5.s',
    '1e3s',
    '10us',
    '5ns',
    '1h-30m',
    '1:30',
    'PT15S',
    '${x}',
  ])('"%s" is refused with what was found and an example', (text) => {
    expect(() => Duration.parse(text)).toThrow(DurationError);
    expect(() => Duration.parse(text)).toThrow(
      `"${text}" is not a duration; write a number with a unit h, m, s or ms, such as 15s`,
    );
  });

  test('a fraction of a millisecond is refused with both neighbours', () => {
    expect(() => Duration.parse('1h1.0001s')).toThrow(
      '"1h1.0001s" is not a whole number of milliseconds; the nearest of 1.0001s are 1s and 1s1ms',
    );
  });

  test('more than a number holds exactly is refused', () => {
    expect(() => Duration.parse('9999999999h')).toThrow('9007199254740991');
    expect(() => Duration.parse('2501999792h2501999792h')).toThrow(DurationError);
  });

  test('takes back what toString writes', () => {
    fc.assert(fc.property(durations, (duration) => Duration.parse(duration.toString()).equals(duration)));
  });

  test('reads every GEP-2257 duration as the sum of its parts', () => {
    const part = fc.tuple(fc.integer({ min: 0, max: 99_999 }), fc.constantFrom('h', 'm', 's', 'ms'));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
        const sum = parts.reduce((total, [amount, unit]) => total + amount * { h: HOUR, m: 60_000, s: 1000, ms: 1 }[unit], 0);
        expect(Duration.parse(parts.flat().join('')).milliseconds).toBe(sum);
      }),
    );
  });

  test('never fails on any text but with its own error', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9.hms]*$/)), (text) => {
        try {
          return Number.isSafeInteger(Duration.parse(text).milliseconds);
        } catch (error) {
          return error instanceof DurationError;
        }
      }),
    );
  });
});

describe('numbers', () => {
  test('make exact durations, fractions included', () => {
    expect(Duration.seconds(1.001).milliseconds).toBe(1001);
    expect(Duration.minutes(0.5).milliseconds).toBe(30_000);
    expect(Duration.hours(24).toString()).toBe('24h');
  });

  test.each([-1, NaN, Infinity, 0.00001, 1e300])('%d seconds are refused', (seconds) => {
    expect(() => Duration.seconds(seconds)).toThrow(DurationError);
  });

  test.each([-1, 0.5, NaN, Infinity, Number.MAX_SAFE_INTEGER + 1])('%d milliseconds are refused', (milliseconds) => {
    expect(() => Duration.millis(milliseconds)).toThrow(`${milliseconds} ms is not a duration`);
  });
});

describe('conversion', () => {
  test('to seconds and minutes is exact or an error that names both neighbours', () => {
    expect(Duration.parse('3h').toSeconds()).toBe(10_800);
    expect(Duration.parse('3h').toMinutes()).toBe(180);
    expect(() => Duration.parse('1500ms').toSeconds()).toThrow(
      '1s500ms is not a whole number of seconds; the nearest are 1s and 2s',
    );
    expect(() => Duration.parse('90s').toMinutes()).toThrow('1m30s is not a whole number of minutes; the nearest are 1m and 2m');
    expect(() => Duration.parse('1ms').toSeconds()).toThrow('1ms is not a whole number of seconds; the nearest are 0s and 1s');
  });

  test('never rounds', () => {
    fc.assert(
      fc.property(durations, fc.constantFrom('seconds' as const, 'minutes' as const), (duration, unit) => {
        const convert = () => (unit === 'seconds' ? duration.toSeconds() : duration.toMinutes());
        const size = unit === 'seconds' ? 1000 : 60_000;
        if (duration.milliseconds % size === 0) expect(Duration[unit](convert()).equals(duration)).toBe(true);
        else expect(convert).toThrow(DurationError);
      }),
    );
  });

  test('to minutes rounded up is the least whole number that is not shorter', () => {
    fc.assert(
      fc.property(durations, (duration) => {
        const minutes = duration.toMinutesRoundedUp();
        expect(Duration.minutes(minutes).isShorterThan(duration)).toBe(false);
        expect((minutes - 1) * 60_000).toBeLessThan(duration.milliseconds);
      }),
    );
  });

  test('to the Gateway API writes its form exactly', () => {
    fc.assert(
      fc.property(durations, (duration) => {
        const text = duration.toGatewayApi();
        expect(text).toMatch(/^([0-9]{1,5}(h|m|s|ms)){1,4}$/);
        expect(Duration.parse(text).equals(duration)).toBe(true);
      }),
    );
  });

  test('to the Gateway API refuses what does not fit, naming both values', () => {
    expect(() => Duration.hours(100_000).toGatewayApi()).toThrow('100000h does not fit');
    expect(() => Duration.hours(100_000).toGatewayApi()).toThrow('99999h59m59s999ms');
  });
});

test('arithmetic and comparison agree with milliseconds', () => {
  fc.assert(
    fc.property(durations, durations, (a, b) => {
      expect(a.plus(b).milliseconds).toBe(a.milliseconds + b.milliseconds);
      expect(a.minus(b).milliseconds).toBe(Math.max(0, a.milliseconds - b.milliseconds));
      expect(a.plus(b).minus(b).equals(a)).toBe(true);
      expect(a.times(3).equals(a.plus(a).plus(a))).toBe(true);
      expect([a.isLongerThan(b), a.isShorterThan(b), a.equals(b)].filter(Boolean)).toHaveLength(1);
    }),
  );
});

test('a duration cannot be changed', () => {
  const duration = Duration.seconds(15);
  expect(() => Object.assign(duration, { milliseconds: 1 })).toThrow(TypeError);
  expect(JSON.stringify({ duration })).toBe('{"duration":"15s"}');
});

test('the shortest limit leaves disabled ones out', () => {
  const [short, long] = [Duration.seconds(1), Duration.hours(1)];
  expect(shortest([long, 'disabled', short])).toBe(short);
  expect(shortest(['disabled'])).toBeUndefined();
  expect(shortest([])).toBeUndefined();
});
