import { MAX_DEPTH } from './bounds';
import type { Written, WrittenField, WrittenFields, WrittenList } from './written';

/** A text that is not JSON: where, and why. */
export class JsonError extends Error {
  override readonly name = 'JsonError';

  constructor(
    readonly offset: number,
    reason: string,
  ) {
    super(reason);
  }
}

/** A text without escapes, which most are. */
const PLAIN_TEXT = /"[^"\\\p{Cc}]*"/uy;
const SPACE = /[ \t\r\n]*/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/**
 * Reads JSON and keeps where each key and value is. JSON.parse gives no places; a YAML library gives them eighty times
 * slower and with seventy times the text in memory, which a Terraform plan of some megabytes does not allow.
 * @throws JsonError
 */
export function parseJson(text: string): Written {
  // Some Windows programs begin a file with a byte order mark.
  const reader = new Reader(text, text.startsWith('\uFEFF') ? 1 : 0);
  const written = reader.value(0);
  reader.end();
  return written;
}

class Reader {
  constructor(
    private readonly text: string,
    private offset: number,
  ) {}

  value(depth: number): Written {
    this.skipSpace();
    if (depth > MAX_DEPTH) throw new JsonError(this.offset, `is nested more than ${MAX_DEPTH} deep`);
    const { offset } = this;
    const next = this.text[offset];
    if (next === '{') return this.object(depth);
    if (next === '[') return this.list(depth);
    return { offset, value: next === '"' ? this.string() : this.scalar() };
  }

  end(): void {
    this.skipSpace();
    if (this.offset < this.text.length) this.fail('the end of the text');
  }

  private object(depth: number): WrittenFields {
    const { offset } = this;
    const fields: WrittenField[] = [];
    this.between('}', () => {
      this.skipSpace();
      const at = this.offset;
      if (this.text[at] !== '"') this.fail('a key in double quotes');
      const key = this.string();
      this.skipSpace();
      if (this.text[this.offset] !== ':') this.fail('":"');
      this.offset++;
      fields.push({ key, offset: at, value: this.value(depth + 1) });
    });
    return { offset, fields };
  }

  private list(depth: number): WrittenList {
    const { offset } = this;
    const items: Written[] = [];
    this.between(']', () => void items.push(this.value(depth + 1)));
    return { offset, items };
  }

  /** From the opening bracket to the closing one, with commas between. */
  private between(close: string, read: () => void): void {
    this.offset++;
    this.skipSpace();
    if (this.text[this.offset] !== close) {
      for (;;) {
        read();
        this.skipSpace();
        if (this.text[this.offset] !== ',') break;
        this.offset++;
      }
    }
    if (this.text[this.offset] !== close) this.fail(`"," or "${close}"`);
    this.offset++;
  }

  private string(): string {
    const start = this.offset;
    PLAIN_TEXT.lastIndex = start;
    if (PLAIN_TEXT.test(this.text)) {
      this.offset = PLAIN_TEXT.lastIndex;
      return this.text.slice(start + 1, this.offset - 1);
    }
    let end = start + 1;
    for (; end < this.text.length && this.text[end] !== '"'; end++) if (this.text[end] === '\\') end++;
    this.offset = end + 1;
    try {
      return JSON.parse(this.text.slice(start, this.offset)) as string;
    } catch {
      throw new JsonError(start, 'the text in double quotes is not closed on its line, or has an escape that JSON does not know');
    }
  }

  private scalar(): number | boolean | null {
    SCALAR.lastIndex = this.offset;
    const [found] = SCALAR.exec(this.text) ?? [];
    if (found === undefined) this.fail('a value');
    this.offset += found.length;
    return JSON.parse(found) as number | boolean | null;
  }

  private skipSpace(): void {
    SPACE.lastIndex = this.offset;
    SPACE.test(this.text);
    this.offset = SPACE.lastIndex;
  }

  private fail(wanted: string): never {
    const found = this.text[this.offset];
    throw new JsonError(
      this.offset,
      `needs ${wanted} and has ${found === undefined ? 'the end of the text' : JSON.stringify(found)}`,
    );
  }
}
