import { textOf, type StreamPath } from '../policy/stream-path';
import { judgeCookies, type Cookie } from './ask/cookies';
import { byKey } from './ask/fix';
import type { Verdict } from './ask/judge';
import { cookieReaches, folderOf } from './ask/url-path';
import { webFacts } from './ask/web-facts';
import { mayDecide } from './ask/pod-chooser';
import type { Rule } from './rule';

export const affinityCookiePath: Rule = {
  id: 'affinity-cookie-path',
  level: 'error',
  title: 'The affinity cookie is returned on every stream path.',
  symptom: 'Two paths of one client land on two pods, or a client gets a new pod with every reconnect.',
  cause:
    'A browser returns a cookie only at and below its path. Without a Path attribute that is the folder of the request that got it, so several cookies of one name compete.',
  remedy: 'Give the cookie the path "/".',
  aspects: ['affinity'],
  provenBy: [
    { check: 'affinity-holds' },
    { command: 'curl -sN -D - -o /dev/null --max-time 5 URL', shows: 'the Path of Set-Cookie' },
  ],
  ask: (policy, path) =>
    judgeCookies(policy, mayDecide(path), (cookie, setting) => {
      const verdict = judgePath(cookie, policy.paths);
      if (verdict === undefined) return undefined;
      const elsewhere = 'serve all stream paths in one folder, or share the state between pods and set the policy to none';
      return { fact: webFacts.cookiePath, fix: byKey('give the cookie the path "/"', setting, elsewhere), ...verdict };
    }),
};

function judgePath({ name, path }: Cookie, paths: readonly StreamPath[]): (Omit<Verdict, 'fix'> & { fix?: string }) | undefined {
  if (path === 'unknown') {
    return {
      level: 'unknown',
      message: `no source says which path cookie ${name} has; it must cover ${paths.map(textOf).join(', ')}`,
      fix: 'read the Path of its Set-Cookie header on the deployed path',
    };
  }
  if (path === 'request-folder') return withoutPath(name, paths);
  const missed = paths.filter((stream) => !cookieReaches(path, stream)).map(textOf);
  if (missed.length === 0) return undefined;
  return { message: `cookie ${name} has path ${path}; a browser does not return it on ${missed.join(', ')}` };
}

function withoutPath(name: string, paths: readonly StreamPath[]): Omit<Verdict, 'fix'> {
  const folders = [...new Set(paths.map((stream) => folderOf(textOf(stream))))];
  if (folders.length > 1) {
    return {
      message: `cookie ${name} has no Path, so a client gets one in each folder: ${folders.join(', ')}; they may name different pods`,
    };
  }
  return {
    level: 'warning',
    message: `cookie ${name} has no Path: a request in a folder below ${folders.join('')} gets another cookie of that name, which may name another pod`,
  };
}
