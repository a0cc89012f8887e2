import type { CookieAffinity } from '../path/setting';

/** A cookie that a hop hashes and the application sets as it likes: its attributes are not in the input. */
export const applicationCookie = (name: string): CookieAffinity => ({
  kind: 'cookie',
  name,
  lifetime: 'unknown',
  path: 'unknown',
  secure: 'unknown',
  sameSite: 'unknown',
  pins: 'hash',
});
