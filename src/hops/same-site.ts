import type { CookieAffinity } from '../path/setting';

const SAME_SITE = ['Strict', 'Lax', 'None'] as const;

/** The SameSite that a browser takes of an attribute, in any case of letters. */
export const sameSiteOf = (text = ''): CookieAffinity['sameSite'] =>
  SAME_SITE.find((one) => one.toLowerCase() === text.toLowerCase()) ?? 'unset';
