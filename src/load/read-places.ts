import { open } from 'node:fs/promises';
import type { Problem, TextFile } from './loader';
import { isFolder, walk } from './walk';

/** Larger files hold data, not configuration. */
const LARGEST_FILE = 64 * 1024 * 1024;

/** Few enough that no system runs out of open files. */
const AT_ONCE = 32;

const PIECE = 64 * 1024;

const STANDARD_INPUT = '-';

interface Texts {
  readonly files: readonly TextFile[];
  readonly problems: readonly Problem[];
}

/** The texts of files and of folders, in the order of their names; `-` is standard input. What cannot be read is a problem. */
export async function readPlaces(places: readonly string[]): Promise<Texts> {
  const found = await Promise.all(places.map(filesOf));
  const names = [...new Set(found.flatMap((each) => each.names))];
  const files: TextFile[] = [];
  const problems = found.flatMap((each) => each.problems);
  for (let from = 0; from < names.length; from += AT_ONCE) {
    const read = await Promise.all(names.slice(from, from + AT_ONCE).map(readOne));
    files.push(...read.filter((each) => 'text' in each));
    problems.push(...read.filter((each) => 'message' in each));
  }
  return { files, problems };
}

async function filesOf(place: string): Promise<{ names: string[]; problems: Problem[] }> {
  if (place === STANDARD_INPUT) return { names: [place], problems: [] };
  try {
    return { names: isFolder(place) ? await walk(place) : [place], problems: [] };
  } catch (error) {
    return { names: [], problems: [unreadable(place, error)] };
  }
}

async function readOne(name: string): Promise<TextFile | Problem> {
  try {
    return { name, text: await textOf(name) };
  } catch (error) {
    return unreadable(name, error);
  }
}

async function textOf(name: string): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of name === STANDARD_INPUT ? (process.stdin as AsyncIterable<Buffer>) : piecesOf(name)) {
    size += piece.length;
    if (size > LARGEST_FILE) throw new Error(`it is larger than ${LARGEST_FILE / 1024 / 1024} MiB`);
    pieces.push(piece);
  }
  // A pipe whose first program failed is no clean input.
  if (name === STANDARD_INPUT && size === 0) throw new Error('nothing was written to it');
  return decoded(Buffer.concat(pieces));
}

/** A pipe does not tell its size. A stream of the file would say the same, but making one takes longer than to read it. */
async function* piecesOf(name: string): AsyncIterable<Buffer> {
  const file = await open(name);
  try {
    for (;;) {
      const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(PIECE));
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

/** UTF-16 is what redirected output of older PowerShells is in. */
function decoded(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  return bytes.toString('utf8');
}

const unreadable = (file: string, error: unknown): Problem => ({
  file,
  message: `cannot be read: ${(error as Error).message}`,
});
