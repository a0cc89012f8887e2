import { createBrotliDecompress, createGunzip, constants, type BrotliDecompress, type Gunzip } from 'node:zlib';
import { EventReader, type EventListener } from './event-reader';

export interface BodyLimits {
  /** Bytes of a body, as sent and as inflated. */
  readonly bytes: number;
  /** Characters of a line or an event. */
  readonly line: number;
}

export interface BodyListener extends EventListener {
  tooLarge(): void;
  /** The body is not what its Content-Encoding says. */
  corrupt(message: string): void;
}

/** A body on its way from the wire to events: inflated as it comes, never kept. */
export interface Body {
  write(bytes: Uint8Array): void;
  /** Calls back when all that was written has been read, with whether the stream ended inside an event. */
  end(done: (partial: boolean) => void): void;
}

export function openBody(encoding: string | undefined, limits: BodyLimits, listener: BodyListener): Body {
  const reader = new EventReader(listener, limits.line);
  const inflate = inflater(encoding);
  if (inflate === undefined) {
    return { write: bounded(limits.bytes, listener, (bytes) => reader.feed(bytes)), end: (done) => done(reader.endsInEvent()) };
  }
  let open = true;
  const stop = (tell: () => void) => {
    if (open) tell();
    open = false;
    inflate.destroy();
  };
  const closed = new Promise<void>((resolve) => inflate.once('close', resolve));
  const tooLarge = () => stop(() => listener.tooLarge());
  inflate.on(
    'data',
    bounded(limits.bytes, { tooLarge }, (bytes) => reader.feed(bytes)),
  );
  inflate.on('error', ({ message }) => stop(() => listener.corrupt(message)));
  return {
    write: bounded(limits.bytes, { tooLarge }, (bytes) => {
      if (open) inflate.write(bytes);
    }),
    end: (done) => {
      // A cut stream leaves the compressor's trailer out; that is the cut's fault and no error of its own.
      if (open) inflate.end();
      open = false;
      void closed.then(() => done(reader.endsInEvent()));
    },
  };
}

function bounded(most: number, listener: { tooLarge(): void }, read: (bytes: Uint8Array) => void) {
  let total = 0;
  return (bytes: Uint8Array) => {
    if (total > most) return;
    total += bytes.length;
    if (total > most) listener.tooLarge();
    else read(bytes);
  };
}

/** Every block is flushed at once, or an event would wait here for the next one. */
function inflater(encoding: string | undefined): Gunzip | BrotliDecompress | undefined {
  switch (encoding?.trim().toLowerCase()) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip({ flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH });
    case 'br':
      return createBrotliDecompress({
        flush: constants.BROTLI_OPERATION_FLUSH,
        finishFlush: constants.BROTLI_OPERATION_FLUSH,
      });
    default:
      return undefined;
  }
}
