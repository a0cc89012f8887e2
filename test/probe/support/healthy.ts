import type { Load, Purpose } from '../../../src/probe/observation';
import { connection, cookie, every, load, type Made, type Scene, type Told } from './timeline';

const IDS = { finite: 1, cut: 2, cancel: 3 } as const;

/** A stream that its server ends after 9.5 s, a little before its max age. */
export const wholeLife: Told = {
  sends: every(1_000, 0, 9_000),
  endAt: 9_500,
  retry: 2_000,
  close: { at: 9_500, reason: 'clean' },
};

/** Five events and the last one. */
export const shortLife: Told = {
  sends: every(1_000, 0, 4_000),
  endAt: 5_000,
  retry: 2_000,
  close: { at: 5_000, reason: 'clean' },
};

/** Every experiment on an endpoint of two instances where all is well. */
export function healthy(): Made[] {
  return [
    connection('stream', wholeLife),
    connection('staggered', { ...wholeLife, startedAt: 1_500 }),
    connection('idle', { sends: [0, 1_000], comments: every(2_000, 3_000, 9_000) }),
    connection('idle-without-heartbeat', { sends: [0, 6_000], silence: 6_000 }),
    connection('gzip', { ...shortLife, headers: { 'content-encoding': 'gzip' } }),
    connection('br', shortLife),
    connection('http1', { ...shortLife, version: '1.1' }),
    connection('large', { ...shortLife, bytes: 5_120 }),
    connection('finite', shortLife, IDS.finite),
    connection('again', { startedAt: 5_010, follows: IDS.finite, sends: [0], close: { at: 30, reason: 'probe' } }),
    connection('reconnect', { startedAt: 7_000, follows: IDS.finite, status: 204, close: { at: 20, reason: 'clean' } }),
    ...clients('a', 'b', 'a', 'b', 'a', 'b'),
    connection('stats', { stats: { instance: 'a', aborted: 4 }, close: { at: 20, reason: 'clean' } }),
    connection('cancel', { startedAt: 100, sends: [0], close: { at: 100, reason: 'probe' } }, IDS.cancel),
    connection('stats', {
      startedAt: 400,
      follows: IDS.cancel,
      stats: { instance: 'a', aborted: 5 },
      close: { at: 20, reason: 'clean' },
    }),
    connection('cut', { sends: [0, 200, 400], close: { at: 450, reason: 'probe' } }, IDS.cut),
    resumed('resume', { sends: [0, 200, 400], firstSeq: 4 }),
    resumed('resume-elsewhere', { sends: [0, 200, 400], firstSeq: 4, instance: 'b' }),
    preflight({}),
  ];
}

/** The same, and a load that differs so from one that was held. */
export const withLoad = (changes: Partial<Load> = {}): Scene => Object.assign(healthy(), { load: load(changes) });

/** Two visits of each client, which meets the named instance both times. */
function clients(...instances: readonly string[]): Made[] {
  return instances.flatMap((instance, index) => client(index, instance, instance));
}

export function client(index: number, first: string, then: string, more: Told = {}): Made[] {
  const visit = { startedAt: 200 * index, sends: [0], close: { at: 50, reason: 'probe' as const } };
  return [
    connection('fresh', { ...visit, instance: first, cookies: [cookie], ...more }, 10 + index),
    connection('returning', { ...visit, startedAt: visit.startedAt + 100, instance: then, follows: 10 + index }),
  ];
}

export const resumed = (purpose: 'resume' | 'resume-elsewhere', told: Told): Made =>
  connection(purpose, {
    startedAt: 600,
    follows: IDS.cut,
    request: { 'last-event-id': '3' },
    close: { at: 500, reason: 'probe' },
    ...told,
  });

export const preflight = (headers: Readonly<Record<string, string>>, status = 204): Made =>
  connection('preflight', {
    method: 'OPTIONS',
    status,
    request: {
      origin: 'https://page.test',
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'last-event-id',
    },
    headers: {
      'access-control-allow-origin': 'https://page.test',
      'access-control-allow-credentials': 'true',
      'access-control-allow-headers': 'Authorization, Last-Event-ID',
      ...headers,
    },
    close: { at: 20, reason: 'clean' },
  });

/** The same with these in place of all that have their purposes. */
export function withThese(...made: readonly Made[]): Made[] {
  const purposes = new Set<Purpose>(made.map(({ purpose }) => purpose));
  return [...healthy().filter(({ purpose }) => !purposes.has(purpose)), ...made];
}

export const without = (...purposes: readonly Purpose[]): Made[] =>
  healthy().filter(({ purpose }) => !purposes.includes(purpose));
