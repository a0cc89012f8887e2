/** What was found and what is needed. */
export function message(found: unknown, need: string): string {
  if (found === undefined) return `is missing; ${need}`;
  const unknownYet = isReference(found) ? ', a reference whose value only the deployment knows' : '';
  return `is ${JSON.stringify(found)}${unknownYet}; ${need}`;
}

/** Terraform's own `${...}`, and how CDKTF writes a value that is not known yet as a string, list or number. */
function isReference(found: unknown): boolean {
  return typeof found === 'string' ? /\$\{|TfToken\[/.test(found) : typeof found === 'number' && found < -1e288;
}
