import { openBody, type Body, type BodyLimits } from './body';
import { describeCookie } from './cookies';
import { redactResponseHeaders } from './redact';
import type { Timeline } from './timeline';
import type { Answer, Ending } from './wire';

export interface ResponseSettings {
  readonly limits: BodyLimits;
  readonly scrub: (text: string) => string;
  /** For the hashes of cookies. */
  readonly key: Buffer;
}

export function setCookies({ headers }: Answer): string[] {
  return [headers['set-cookie'] ?? []].flat();
}

export function noteAnswer(timeline: Timeline, answer: Answer, { scrub, key }: ResponseSettings): void {
  const { status, httpVersion } = answer;
  const cookies = setCookies(answer).flatMap((header) => describeCookie(header, key) ?? []);
  timeline.note({ type: 'headers', status, httpVersion, headers: redactResponseHeaders(answer.headers, scrub), cookies });
}

const EVENT_STREAM = /^text\/event-stream\s*(?:;|$)/i;
const LONGEST_EXCERPT = 200;

/** Notes what the bytes of an answer's body say, and ends the visit when they are more than it takes. */
export function noteBody(
  timeline: Timeline,
  answer: Answer,
  { limits, scrub }: ResponseSettings,
  end: (ending: Ending) => void,
): Body {
  const header = (name: string): string => [answer.headers[name] ?? []].flat().join(',');
  const encoding = header('content-encoding');
  const body = openBody(encoding, limits, {
    event: (event) => timeline.note({ type: 'event', ...event }),
    comment: () => timeline.note({ type: 'comment' }),
    retry: (milliseconds) => timeline.note({ type: 'retry', milliseconds }),
    tooLong: () => end({ reason: 'too-large', message: `an event or a line of more than ${limits.line} characters` }),
    tooLarge: () => end({ reason: 'too-large', message: `more than ${limits.bytes} bytes` }),
    corrupt: (message) => end({ reason: 'error', error: 'ENCODING', message: `the body is not ${encoding}: ${message}` }),
  });
  let excerpt = answer.status !== 200 || !EVENT_STREAM.test(header('content-type'));
  return {
    write: (bytes) => {
      timeline.note({ type: 'chunk', bytes: bytes.length });
      if (excerpt) timeline.note({ type: 'body', text: scrub(new TextDecoder().decode(bytes.subarray(0, LONGEST_EXCERPT))) });
      excerpt = false;
      body.write(bytes);
    },
    end: (done) => body.end(done),
  };
}
