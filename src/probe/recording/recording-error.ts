/** A file that is no recording, or is damaged: `line` counts from 1. */
export class RecordingError extends Error {
  override readonly name = 'RecordingError';

  constructor(
    message: string,
    readonly line?: number,
  ) {
    super(message);
  }
}
