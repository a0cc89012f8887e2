/** What Redis refuses, in its own words. */
export class RedisError extends Error {
  override readonly name = 'RedisError';
}

export type Reply = string | number | null | RedisError | readonly Reply[];

interface Read {
  readonly reply: Reply;
  /** Where the next reply begins. */
  readonly end: number;
}

/** Reads one reply of the Redis protocol, version 2; undefined while it is not all there. Source: https://redis.io/docs/latest/develop/reference/protocol-spec/ */
export function readReply(bytes: Buffer, start = 0): Read | undefined {
  const lineEnd = bytes.indexOf('\r\n', start);
  if (lineEnd === -1) return undefined;
  const line = bytes.toString('utf8', start + 1, lineEnd);
  const end = lineEnd + 2;
  switch (String.fromCharCode(bytes[start] ?? 0)) {
    case '+':
      return { reply: line, end };
    case '-':
      return { reply: new RedisError(line), end };
    case ':':
      return { reply: Number(line), end };
    case '$':
      return readText(bytes, end, Number(line));
    case '*':
      return readList(bytes, end, Number(line));
    default:
      throw new Error('what answers is no Redis');
  }
}

function readText(bytes: Buffer, start: number, length: number): Read | undefined {
  if (length === -1) return { reply: null, end: start };
  const end = start + length + 2;
  return bytes.length < end ? undefined : { reply: bytes.toString('utf8', start, end - 2), end };
}

function readList(bytes: Buffer, start: number, length: number): Read | undefined {
  if (length === -1) return { reply: null, end: start };
  const replies: Reply[] = [];
  let end = start;
  for (let index = 0; index < length; index += 1) {
    const read = readReply(bytes, end);
    if (read === undefined) return undefined;
    replies.push(read.reply);
    end = read.end;
  }
  return { reply: replies, end };
}
