import { createWriteStream, openSync } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { Recorder } from './entry';

export interface RecordingFile {
  readonly record: Recorder;
  /** Writes what is left. Rejects when the file could not be written whole. */
  close(): Promise<void>;
}

/** Each entry goes to the file as it happens, so that a probe that is killed leaves what it had seen. `-` is standard output. Throws when there is no such file to write. */
export function writeRecording(file: string): RecordingFile {
  // Readable by its owner only: it says which hosts answer how.
  const stream =
    file === '-'
      ? createWriteStream('', { fd: 1, autoClose: false })
      : createWriteStream(file, { fd: openSync(file, 'w', 0o600) });
  const written = finished(stream);
  written.catch(() => undefined);
  return {
    record: (entry) => void stream.write(`${JSON.stringify(entry)}\n`),
    close: async () => {
      stream.end();
      await written;
    },
  };
}
