import { textOf, type StreamPath } from '../../policy/stream-path';

/** Whether a request for `url` is one of the stream's. */
export function covers(path: StreamPath, url: string): boolean {
  return 'exact' in path ? path.exact === url : isAtOrBelow(withoutEnd(path.prefix), url);
}

/** RFC 6265 section 5.1.4: whether a browser returns a cookie of this path on every request of the stream path. */
export function cookieReaches(cookiePath: string, path: StreamPath): boolean {
  const url = textOf(path);
  return cookiePath.endsWith('/') ? url.startsWith(cookiePath) : isAtOrBelow(cookiePath, url);
}

/** RFC 6265 section 5.1.4: the path of a cookie without a Path attribute that an answer to this request sets. */
export function folderOf(url: string): string {
  return url.slice(0, url.lastIndexOf('/')) || '/';
}

function isAtOrBelow(folder: string, url: string): boolean {
  return url === folder || url.startsWith(`${folder}/`);
}

const withoutEnd = (path: string): string => path.replace(/\/$/, '');
