import fc from 'fast-check';
import { LagTally } from '../../../src/probe/load/lag';
import { localAddressFor } from '../../../src/probe/load/local-address';
import { openFilesLimit, tooFewFiles } from '../../../src/probe/load/open-files';
import { addTime, decodeTimes, encodeTimes, later, newTimes, percentilesOf } from '../../../src/probe/load/times';

const times = fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 50 });

test('times come back from their text as they were, to a thousandth', () => {
  fc.assert(
    fc.property(times, (all) => {
      const counted = newTimes();
      all.forEach((each) => addTime(counted, each));
      const back = decodeTimes(encodeTimes(counted));
      expect(back.totalCount).toBe(all.length);
      const most = Math.max(...all);
      expect(Math.abs((percentilesOf(back)?.max ?? NaN) - most)).toBeLessThanOrEqual(most * 0.002 + 0.01);
    }),
  );
});

test('the longest of moved times is the longest before and what it was moved by, to a thousandth', () => {
  fc.assert(
    fc.property(times, fc.nat(10_000), (all, by) => {
      const counted = newTimes();
      all.forEach((each) => addTime(counted, each));
      const most = Math.max(...all) + by;
      expect(Math.abs((percentilesOf(later(counted, by))?.max ?? NaN) - most)).toBeLessThanOrEqual(most * 0.003 + 0.01);
    }),
  );
});

test('lag is beyond the quickest event, in whatever order they come and whatever the clock says', () => {
  fc.assert(
    fc.property(times, fc.integer({ min: -1e12, max: 1e12 }), (delays, ahead) => {
      const tally = new LagTally();
      delays.forEach((delay, index) => tally.add({ seq: index, sent: ahead + index, instance: 'a' }, index + delay));
      const [lag] = tally.lags();
      const longest = Math.max(...delays) - Math.min(...delays);
      const found = percentilesOf(decodeTimes(lag?.times ?? ''))?.max ?? NaN;
      // Each move rounds once more.
      expect(Math.abs(found - longest)).toBeLessThanOrEqual(longest * 0.02 + 1);
    }),
  );
});

test('a server that names itself anew in every answer costs no memory for each', () => {
  const tally = new LagTally();
  for (let seq = 0; seq < 1_000; seq += 1) tally.add({ seq, sent: 0, instance: String(seq) }, 1);
  expect(tally.lags().length).toBeLessThanOrEqual(100);
});

test('on loopback further addresses take what one has no ports for; elsewhere the system chooses', () => {
  expect(localAddressFor(24_999, '127.0.0.1')).toBeUndefined();
  for (const host of ['10.0.0.1', 'localhost', '127.example.com', '::1']) expect(localAddressFor(99_999, host)).toBeUndefined();
  const onLinux = process.platform === 'linux' ? ['127.0.0.2', '127.0.0.5'] : [undefined, undefined];
  expect([25_000, 100_000].map((index) => localAddressFor(index, '127.0.0.1'))).toEqual(onLinux);
});

test('what this process may open is known, and too little of it is said with the arithmetic', () => {
  expect(openFilesLimit()).toBeGreaterThan(0);
  expect(tooFewFiles(800, 1_000)).toBeUndefined();
  expect(tooFewFiles(801, 1_000)).toMatch(/^801 streams need 1001 open files .* may open 1000\. Raise .*"ulimit -Hn 1001"/);
});
