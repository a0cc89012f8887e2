/** Enough to know a value by: a file that is no policy may hold a secret, or be long. */
const LONGEST = 60;

/** What was found and what is needed. */
export function message(found: unknown, need: string): string {
  if (found === undefined) return `is missing; ${need}`;
  const unknownYet = isReference(found) ? ', a reference whose value only the deployment knows' : '';
  return `is ${shown(found)}${unknownYet}; ${need}`;
}

function shown(found: unknown): string {
  const text = JSON.stringify(found);
  if (text.length <= LONGEST) return text;
  const lines = typeof found === 'string' ? found.split('\n') : [];
  return lines.length > 1 ? `a text of ${lines.length} lines` : `${text.slice(0, LONGEST)}...`;
}

/** Terraform's own `${...}`, and how CDKTF writes a value that is not known yet as a string, list or number. */
function isReference(found: unknown): boolean {
  return typeof found === 'string' ? /\$\{|TfToken\[/.test(found) : typeof found === 'number' && found < -1e288;
}
