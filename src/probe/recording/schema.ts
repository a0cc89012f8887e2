import { z } from 'zod';
import type { CloseReason, Happening, Load, Purpose } from '../observation';
import { decodeTimes } from '../load/times';
import type { Entry } from './entry';

const text = z.string();
const number = z.number();
const whole = z.int().min(0);
const flag = z.boolean();
const reasons = {
  clean: 'clean',
  fin: 'fin',
  rst: 'rst',
  'rst-stream': 'rst-stream',
  'naked-fin': 'naked-fin',
  goaway: 'goaway',
  probe: 'probe',
  interrupted: 'interrupted',
  timeout: 'timeout',
  'too-large': 'too-large',
  error: 'error',
} satisfies { [Each in CloseReason]: Each };

const purposes = {
  stream: 'stream',
  staggered: 'staggered',
  gzip: 'gzip',
  br: 'br',
  http1: 'http1',
  http2: 'http2',
  large: 'large',
  finite: 'finite',
  'finite-unbuffered': 'finite-unbuffered',
  again: 'again',
  idle: 'idle',
  'idle-without-heartbeat': 'idle-without-heartbeat',
  fresh: 'fresh',
  returning: 'returning',
  cut: 'cut',
  resume: 'resume',
  'resume-elsewhere': 'resume-elsewhere',
  cancel: 'cancel',
  stats: 'stats',
  preflight: 'preflight',
  reconnect: 'reconnect',
} satisfies { [Each in Purpose]: Each };

const optional = <Type extends z.ZodType>(type: Type) => z.exactOptional(type);
const at = { at: number.min(0) };

const cookie = z.object({
  name: text,
  valueHash: text,
  path: optional(text),
  maxAge: optional(number),
  expires: optional(text),
  secure: flag,
  httpOnly: flag,
  sameSite: optional(text),
});

const stamp = z.object({ seq: whole, sent: number, instance: text });

const happening: z.ZodType<Happening> = z.discriminatedUnion('type', [
  z.object({ ...at, type: z.literal('dns'), address: text }),
  z.object({ ...at, type: z.literal('connect') }),
  z.object({ ...at, type: z.literal('tls'), protocol: text, alpn: text }),
  z.object({
    ...at,
    type: z.literal('headers'),
    status: whole,
    httpVersion: z.enum(['1.0', '1.1', '2']),
    headers: z.record(text, z.union([text, z.array(text)])),
    cookies: z.array(cookie),
  }),
  z.object({ ...at, type: z.literal('redirect'), location: text }),
  z.object({ ...at, type: z.literal('chunk'), bytes: whole }),
  z.object({ ...at, type: z.literal('body'), text }),
  z.object({ ...at, type: z.literal('event'), id: optional(text), name: optional(text), bytes: whole, stamp: optional(stamp) }),
  z.object({ ...at, type: z.literal('comment') }),
  z.object({ ...at, type: z.literal('retry'), milliseconds: number }),
  z.object({ ...at, type: z.literal('goaway'), code: whole }),
  z.object({
    ...at,
    type: z.literal('close'),
    reason: z.enum(reasons),
    code: optional(whole),
    error: optional(text),
    message: optional(text),
    partial: flag,
  }),
]);

const times = text.refine((encoded) => {
  try {
    return decodeTimes(encoded).totalCount >= 0;
  } catch {
    return false;
  }
});

const load: z.ZodType<Load> = z.object({
  asked: whole,
  perSecond: number,
  begun: whole,
  opened: whole,
  mostOpen: whole,
  held: whole,
  ended: whole,
  unanswered: whole,
  refused: z.record(text, whole),
  cut: z.record(text, whole),
  events: whole,
  firstEvent: times,
  lag: z.array(z.object({ instance: text, ahead: number, times })),
});

/** What a line of a recording may be. */
export const entrySchema: z.ZodType<Entry> = z.discriminatedUnion('entry', [
  z.object({
    entry: z.literal('observation'),
    version: z.literal(1),
    url: text,
    startedAt: number,
    insecure: optional(z.literal(true)),
  }),
  z.object({
    entry: z.literal('connection'),
    id: whole,
    purpose: z.enum(purposes),
    follows: optional(whole),
    request: z.object({ method: text, url: text, headers: z.record(text, text) }),
    startedAt: number,
    silence: optional(number),
  }),
  z.object({ entry: z.literal('happening'), of: whole, happening }),
  z.object({ entry: z.literal('stats'), of: whole, stats: z.record(text, z.unknown()) }),
  z.object({ entry: z.literal('load'), load }),
  z.object({ entry: z.literal('end'), interrupted: flag }),
]);
