import type { Recorder } from '../probe/recording/entry';

const REDRAWN_EVERY_MS = 200;

export interface Progress {
  readonly record: Recorder;
  /** Leaves nothing behind on the terminal. */
  stop(): void;
}

/** One line on a terminal that says how far the probe is; nothing where nobody watches. */
export function showProgress(stream: NodeJS.WriteStream, durationMs: number): Progress {
  if (!stream.isTTY) return { record: () => undefined, stop: () => undefined };
  const began = Date.now();
  let [connections, open, events] = [0, 0, 0];
  const draw = () => {
    const passed = ((Date.now() - began) / 1000).toFixed(0);
    stream.write(
      `\r\u001b[K${passed} s of ${durationMs / 1000} s: ${connections} connections, ${open} open, ${events} events (Ctrl-C stops)`,
    );
  };
  const timer = setInterval(draw, REDRAWN_EVERY_MS);
  return {
    record: (entry) => {
      if (entry.entry === 'connection') [connections, open] = [connections + 1, open + 1];
      if (entry.entry !== 'happening') return;
      if (entry.happening.type === 'event') events += 1;
      if (entry.happening.type === 'close') open -= 1;
    },
    stop: () => {
      clearInterval(timer);
      stream.write('\r\u001b[K');
    },
  };
}
