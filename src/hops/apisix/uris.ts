import { textOf, type StreamPath } from '../../policy/stream-path';

/** The patterns of a stream's paths: APISIX takes a star for the rest of any text, so a prefix has its slash before it. */
export function urisOf(paths: readonly StreamPath[]): string[] {
  return paths.flatMap((path) => {
    const text = textOf(path);
    if ('exact' in path) return [text];
    return text.endsWith('/') ? [`${text}*`] : [text, `${text}/*`];
  });
}

/** Those of several things with patterns that serve one of the streams: exact ones first, then the longest. */
export function serving<T>(all: readonly T[], urisOfOne: (one: T) => readonly string[], streams?: readonly StreamPath[]): T[] {
  if (streams === undefined) return [...all];
  const patterns = all.flatMap((one) => urisOfOne(one).map((uri) => ({ one, uri })));
  const chosen = streams.flatMap((stream) =>
    requestsOf(stream).flatMap((request) => {
      const taking = patterns.filter(({ uri }) => takes(uri, request));
      const best = taking.filter(({ uri }) => isPlain(uri)).toSorted((a, b) => weight(b.uri) - weight(a.uri))[0];
      const below = 'prefix' in stream ? patterns.filter(({ uri }) => uri.startsWith(folderOf(stream.prefix))) : [];
      return [...(best === undefined ? [] : [best]), ...taking.filter(({ uri }) => !isPlain(uri)), ...below];
    }),
  );
  return all.filter((one) => chosen.some((each) => each.one === one));
}

const requestsOf = (stream: StreamPath): string[] => [textOf(stream), ...('prefix' in stream ? [folderOf(stream.prefix)] : [])];
const folderOf = (path: string): string => path.replace(/\/?$/, '/');

/** With a star elsewhere than at its end it may match. */
const isPlain = (uri: string): boolean => /^[^*]*\*?$/.test(uri);

function takes(uri: string, request: string): boolean {
  if (!isPlain(uri)) return true;
  return uri.endsWith('*') ? request.startsWith(uri.slice(0, -1)) : request === uri;
}

const weight = (uri: string): number => (uri.endsWith('*') ? uri.length : Infinity);
