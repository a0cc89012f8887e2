import { parseExpression, textOf, type ArmExpression } from './expression';
import type { Template } from './template';

/** A name as text: an expression in `${}`, as readers know what is settled at deployment only. */
function nameText(expression: ArmExpression): string {
  return 'literal' in expression ? expression.literal : `\${${textOf(expression)}}`;
}

/** The names of a resource and of what it is part of, outermost first: `gateway/probe`, `[format('{0}/{1}', ...)]`. */
export function namesIn(name: string, template: Template): string[] {
  const expression = template.expressionOf(name);
  if ('literal' in expression) return expression.literal.split('/');
  const [first, ...rest] = expression.args;
  if (expression.call === 'format' && first !== undefined && 'literal' in first && /^\{\d\}(?:\/\{\d\})*$/.test(first.literal)) {
    return rest.map((arg) => nameText(template.simplified(arg)));
  }
  if (expression.call === 'concat') {
    const joined = expression.args.map((arg) => nameText(template.simplified(arg))).join('');
    return /\$\{.*\/.*\}/.test(joined) ? [joined] : joined.split('/');
  }
  return [nameText(expression)];
}

/** The last name of an id: of the text of one, or of an expression that makes one. */
export function lastNameOf(id: string, template: Template): string {
  const expression = template.expressionOf(id);
  if ('literal' in expression) return expression.literal.split('/').at(-1) ?? '';
  const last = expression.args.at(-1);
  if (last === undefined || expression.then !== '') return nameText(expression);
  if (isIdCall(expression)) return nameText(template.simplified(last));
  const isJoined = expression.call === 'concat' && 'literal' in last && last.literal.includes('/') && !last.literal.endsWith('/');
  return isJoined ? (last.literal.split('/').at(-1) ?? '') : nameText(expression);
}

/** Whether text is an expression that makes the id of a resource of the template. */
export function resourceIdIn(id: string): boolean {
  const expression = parseExpression(id);
  return expression !== undefined && 'call' in expression && isIdCall(expression) && expression.then === '';
}

/** `resourceId(...)`, or what Bicep writes for the scope of a resource: `format('Some.Provider/type/{0}', ...)`. */
function isIdCall({ call, args: [first] }: Extract<ArmExpression, { call: string }>): boolean {
  if (call !== 'format') return /resourceId$/i.test(call);
  return first !== undefined && 'literal' in first && /^[\w.]+(?:\/\w+)+\/\{0\}$/.test(first.literal);
}
