import { constants, createBrotliCompress, createGzip } from 'node:zlib';
import type { Stream } from '../stream';

/** Where a test stream writes its bytes: straight to the client, or through what delays them. */
export interface Sink {
  write(bytes: Buffer): void;
  end(): void;
}

export function straight(stream: Stream): Sink {
  return { write: (bytes) => stream.write(bytes), end: () => stream.end() };
}

const HELD_BYTES = 32_768;

/** As a proxy that fills a buffer before it sends. */
export function holding(stream: Stream): Sink {
  let held: Buffer[] = [];
  let length = 0;
  const release = (): void => {
    stream.write(Buffer.concat(held));
    [held, length] = [[], 0];
  };
  return {
    write(bytes) {
      held.push(bytes);
      length += bytes.length;
      if (length >= HELD_BYTES) release();
    },
    end() {
      release();
      stream.end();
    },
  };
}

export type Encoding = 'gzip' | 'br';

/** As a compressor that nobody told to flush. */
export function compressing(stream: Stream, encoding: Encoding): Sink {
  const compressor =
    encoding === 'gzip' ? createGzip() : createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 4 } });
  compressor.on('data', (bytes: Buffer) => stream.write(bytes));
  compressor.on('end', () => stream.end());
  return { write: (bytes) => void compressor.write(bytes), end: () => void compressor.end() };
}
