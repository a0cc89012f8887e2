/* eslint-disable @typescript-eslint/no-require-imports -- most inputs configure no nginx */
import type * as Crossplane from './crossplane';
import type { Loaded, Taken, TextFile } from './loader';
import type * as NginxConf from './nginx-conf';

/** Debian keeps servers in files without an ending. */
const NAMED_SO = /(?:\.conf|(?:^|\/)sites-(?:available|enabled)\/[^/]+)$/i;
/** A block of nginx and no manifest: standard input has no name to tell by. */
const LOOKS_SO = /^\s*(?:http|server|upstream|location)\b[^;{}\n]*\{/m;

/** Reads what configures nginx: its own files, and the JSON that crossplane makes of them. */
export function loadNginxTexts(files: readonly TextFile[]): Loaded & Taken {
  const ours = files.filter(isNginx);
  if (ours.length === 0) return { rest: files };
  const { loadNginx } = require('./nginx-conf') as typeof NginxConf;
  return { ...loadNginx(ours), rest: files.filter((file) => !ours.includes(file)) };
}

function isNginx({ name, text }: TextFile): boolean {
  if (NAMED_SO.test(name)) return true;
  if (name.endsWith('.json')) return text.includes('"config"') && isCrossplane(text, name);
  return name === '-' && LOOKS_SO.test(text) && !/^apiVersion:/m.test(text);
}

const isCrossplane = (text: string, name: string): boolean =>
  (require('./crossplane') as typeof Crossplane).crossplaneFiles(text, name) !== undefined;
