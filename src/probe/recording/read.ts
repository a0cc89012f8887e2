import type { Observation } from '../observation';
import { Ledger, type Entry } from './entry';
import { RecordingError } from './recording-error';
import { entrySchema } from './schema';

export interface ReadRecording {
  readonly observation: Observation;
  /** What of the file could not be used, in one sentence. */
  readonly warning?: string;
}

/**
 * The observation that a recording holds.
 *
 * @throws RecordingError when the text is no recording, or is damaged before its last line.
 */
export const readRecording = (text: string): ReadRecording => readLines(text.split('\n'), 1);

const BEGINNING = '{"entry":"observation"';

/**
 * The observations of a text that holds one recording after another, as `kubectl logs` of several pods gives them. What
 * a pod says between its recording's end and the next one's beginning is left out: it says what the verdict says.
 *
 * @throws RecordingError as `readRecording`.
 */
export function readRecordings(text: string): ReadRecording[] {
  const lines = text.split('\n');
  const beginnings = lines.flatMap((line, index) => (index > 0 && line.startsWith(BEGINNING) ? [index] : []));
  return [0, ...beginnings].map((from, index) => {
    const to = beginnings[index];
    // Between two recordings every line is ended.
    return readLines(withoutMore([...lines.slice(from, to), ...(to === undefined ? [] : [''])]), from + 1);
  });
}

const END = '{"entry":"end"';

function withoutMore(lines: readonly string[]): readonly string[] {
  const end = lines.findIndex((line) => line.startsWith(END));
  return end === -1 ? lines : [...lines.slice(0, end + 1), ''];
}

function readLines(lines: readonly string[], number: number): ReadRecording {
  // Each line is ended, so what follows the last end is a line that was being written when the probe was killed.
  const cut = lines.at(-1) ?? '';
  const [first, ...rest] = lines.slice(0, -1).map((line, index) => entryIn(line, number + index));
  if (first?.entry !== 'observation') throw notOne;
  const ledger = new Ledger();
  ledger.add(first);
  for (const [index, entry] of rest.entries()) addTo(ledger, entry, number + index + 1);
  const warning = warningFor(cut, rest.at(-1));
  return { observation: ledger.observation(), ...(warning === undefined ? {} : { warning }) };
}

const notOne = new RecordingError('is no recording of sse-ready; make one with sse-ready probe <url> --record <file>');

function entryIn(line: string, number: number): Entry {
  const { success, data } = entrySchema.safeParse(json(line));
  if (success) return data;
  throw number === 1 ? notOne : new RecordingError('is no entry of a recording; the file is damaged, record again', number);
}

function addTo(ledger: Ledger, entry: Entry, line: number): void {
  try {
    ledger.add(entry);
  } catch (error) {
    throw new RecordingError(`${(error as Error).message}; the file is damaged, record again`, line);
  }
}

function warningFor(cut: string, last: Entry | undefined): string | undefined {
  if (cut !== '') return 'the last line is cut off and was left out; the observation counts as interrupted';
  return last?.entry === 'end' ? undefined : 'the recording has no end; the observation counts as interrupted';
}

function json(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
