import { createParser } from 'eventsource-parser';
import type { Stamp } from '../observation';

interface ReadEvent {
  readonly id?: string;
  readonly name?: string;
  /** Of the data alone, in UTF-8. */
  readonly bytes: number;
  readonly stamp?: Stamp;
}

export interface EventListener {
  event(event: ReadEvent): void;
  comment(): void;
  retry(milliseconds: number): void;
  /** An event or a line is longer than `longest`; nothing more is read. */
  tooLong(): void;
}

/** Reads an event stream from bytes as they come, however they are cut. */
export class EventReader {
  private readonly decoder = new TextDecoder();
  private readonly parser;
  private endedInCr = false;
  private midLine = false;
  private over = false;
  /** Set while the rest is looked at: what the parser then says was never completed by the server. */
  private rest: { left: boolean } | undefined;

  constructor(listener: EventListener, longest: number) {
    this.parser = createParser({
      maxBufferSize: longest,
      onEvent: ({ id, event, data }) => {
        if (this.rest !== undefined) this.rest.left ||= id !== undefined || event !== undefined || data !== '';
        else listener.event(readEvent(id, event, data));
      },
      onComment: () => {
        if (this.rest === undefined) listener.comment();
      },
      onRetry: (milliseconds) => {
        if (this.rest === undefined) listener.retry(milliseconds);
      },
      onError: ({ type }) => {
        if (this.rest !== undefined) this.rest.left = true;
        else if (type === 'max-buffer-size-exceeded') {
          this.over = true;
          listener.tooLong();
        }
      },
    });
  }

  feed(bytes: Uint8Array): void {
    const text = this.toLf(this.decoder.decode(bytes, { stream: true }));
    if (text === '' || this.over) return;
    this.midLine = !text.endsWith('\n');
    this.parser.feed(text);
  }

  /** Whether part of an event is left that no blank line ended. To be asked once, at the end. */
  endsInEvent(): boolean {
    if (this.over) return true;
    this.rest = { left: false };
    // Closes the open line and adds an empty data line, so that an event comes out and shows what was open before it.
    this.parser.feed(`${this.midLine ? '\n' : ''}data:\n\n`);
    return this.rest.left;
  }

  /** The parser waits after a CR for an LF that may follow: an event whose lines end in CR would seem to come one event late. */
  private toLf(text: string): string {
    const rest = this.endedInCr && text.startsWith('\n') ? text.slice(1) : text;
    if (text !== '') this.endedInCr = text.endsWith('\r');
    return rest.includes('\r') ? rest.replace(/\r\n?/g, '\n') : rest;
  }
}

function readEvent(id: string | undefined, name: string | undefined, data: string): ReadEvent {
  const stamp = stampOf(data);
  return {
    ...(id === undefined ? {} : { id }),
    ...(name === undefined ? {} : { name }),
    bytes: Buffer.byteLength(data),
    ...(stamp === undefined ? {} : { stamp }),
  };
}

function stampOf(data: string): Stamp | undefined {
  if (!data.startsWith('{') || !data.includes('"seq"')) return undefined;
  try {
    const { seq, sent, instance } = JSON.parse(data) as Record<string, unknown>;
    const isStamp = Number.isSafeInteger(seq) && Number.isFinite(sent) && typeof instance === 'string';
    return isStamp ? { seq: seq as number, sent: sent as number, instance } : undefined;
  } catch {
    return undefined;
  }
}
