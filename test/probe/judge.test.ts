import fc from 'fast-check';
import { checks } from '../../src/probe/checks/index';
import { judge } from '../../src/probe/judge';
import type { Observation } from '../../src/probe/observation';
import { anyObservation } from './support/arbitrary';
import { cases } from './checks/cases';
import { healthy, shortLife, withThese } from './support/healthy';
import { connection, every, observation, policy, releasedAt, type Made } from './support/timeline';
import { failing } from './support/verdicts';

const STATUSES = ['pass', 'fail', 'unknown', 'skipped'];
const observations = [healthy(), ...Object.values(cases).flatMap(({ faults }) => Object.values(faults))].map((made) =>
  observation(made),
);

it('answers every check about any observation', () => {
  fc.assert(
    fc.property(anyObservation, (any) => {
      const results = judge(any, policy);
      expect(results.map(({ rule }) => rule)).toEqual(checks.map(({ id }) => id));
      for (const { status, evidence } of results) {
        expect(STATUSES).toContain(status);
        expect(evidence).not.toMatch(/NaN|Infinity|undefined|\[object/);
      }
    }),
    { numRuns: 300 },
  );
});

it('answers an empty observation with skipped, and one that was stopped at once with unknown', () => {
  const statuses = (interrupted: boolean) => new Set(judge(observation([], { interrupted }), policy).map(({ status }) => status));
  expect([...statuses(false)]).toEqual(['skipped']);
  expect([...statuses(true)]).toEqual(['unknown']);
});

it('depends on no clock: neither the probe’s nor the servers’', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...observations),
      fc.integer({ min: -1e9, max: 1e9 }),
      fc.integer({ min: -1e9, max: 1e9 }),
      (seen, ours, theirs) => {
        expect(judge(shifted(seen, ours, theirs), policy)).toEqual(judge(seen, policy));
      },
    ),
  );
});

it('gives the same verdict from a recording', () => {
  for (const seen of observations)
    expect(judge(JSON.parse(JSON.stringify(seen)) as Observation, policy)).toEqual(judge(seen, policy));
});

it('never blames a healthy endpoint because the probe was stopped', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 12_000 }), (at) => {
      expect(failing(stoppedAt(healthy(), at))).toEqual([]);
    }),
  );
});

it('sees a hold of any length', () => {
  fc.assert(
    fc.property(fc.integer({ min: 3, max: 60 }), fc.integer({ min: 350, max: 20_000 }), (count, cadence) => {
      const sends = every(cadence, 0, (count - 1) * cadence);
      const end = count * cadence;
      const told = {
        ...shortLife,
        sends,
        delay: releasedAt(sends, [end]),
        endAt: end,
        close: { at: end, reason: 'clean' as const },
      };
      expect(failing(withThese(connection('finite', told, 1))).filter((id) => id !== 'heartbeat-arrives')).toContain(
        'streams-without-buffering',
      );
    }),
  );
});

function shifted(seen: Observation, ours: number, theirs: number): Observation {
  return {
    ...seen,
    startedAt: seen.startedAt + ours,
    ...(seen.load === undefined
      ? {}
      : { load: { ...seen.load, lag: seen.load.lag.map((each) => ({ ...each, ahead: each.ahead + theirs })) } }),
    connections: seen.connections.map((each) => ({
      ...each,
      timeline: each.timeline.map((happening) =>
        happening.type === 'event' && happening.stamp !== undefined
          ? { ...happening, stamp: { ...happening.stamp, sent: happening.stamp.sent + theirs } }
          : happening,
      ),
    })),
  };
}

/** What the probe would have recorded had it been told to stop after so many milliseconds. */
function stoppedAt(made: readonly Made[], at: number): Made[] {
  return made.flatMap((each) => {
    const left = at - each.startedAt;
    if (left < 0) return [];
    const timeline = each.timeline.filter((happening) => happening.at <= left);
    if (timeline.some(({ type }) => type === 'close')) return [each];
    return [
      { ...each, timeline: [...timeline, { at: left, type: 'close' as const, reason: 'interrupted' as const, partial: false }] },
    ];
  });
}
