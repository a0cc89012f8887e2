import { crossplaneFiles } from './crossplane';
import type { Loaded, Taken, TextFile } from './loader';
import { loadNginx } from './nginx-conf';

/** Debian keeps servers in files without an ending. */
const NAMED_SO = /(?:\.conf|(?:^|\/)sites-(?:available|enabled)\/[^/]+)$/i;
/** A block of nginx and no manifest: standard input has no name to tell by. */
const LOOKS_SO = /^\s*(?:http|server|upstream|location)\b[^;{}\n]*\{/m;

/** Reads what configures nginx: its own files, and the JSON that crossplane makes of them. */
export function loadNginxTexts(files: readonly TextFile[]): Loaded & Taken {
  const ours = files.filter(isNginx);
  return { ...loadNginx(ours), rest: files.filter((file) => !ours.includes(file)) };
}

function isNginx({ name, text }: TextFile): boolean {
  if (NAMED_SO.test(name)) return true;
  if (name.endsWith('.json')) return text.includes('"config"') && crossplaneFiles(text, name) !== undefined;
  return name === '-' && LOOKS_SO.test(text) && !/^apiVersion:/m.test(text);
}
