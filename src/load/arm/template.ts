import { Definitions } from '../definitions';
import { isFields, isList, placedAt, writtenAt, type Written } from '../written';
import { isArmExpression, parseExpression, textOf, type ArmExpression } from './expression';

/**
 * What the expressions of a template may use. A variable cannot be set from outside, so its value is known where it is
 * written; a parameter can, so its default is not its value.
 */
export class Template {
  private readonly variables: Definitions<Written>;

  constructor(template: Written | undefined) {
    const variables = writtenAt(template, 'variables');
    const fields = isFields(variables) ? variables.fields : [];
    const sources = new Map(fields.map(({ key, value }) => [key.toLowerCase(), value]));
    this.variables = new Definitions(sources, (source) => this.resolved(source));
  }

  /** The value with its variables filled in; other expressions become `${...}`. */
  resolved(written: Written): Written {
    if (isFields(written)) {
      return { ...written, fields: written.fields.map((field) => ({ ...field, value: this.resolved(field.value) })) };
    }
    if (isList(written)) return { ...written, items: written.items.map((item) => this.resolved(item)) };
    return typeof written.value === 'string' ? this.resolvedText(written.offset, written.value) : written;
  }

  private resolvedText(offset: number, text: string): Written {
    if (!isArmExpression(text)) return { offset, value: text.replace(/^\[\[/, '[') };
    const expression = parseExpression(text);
    const variable = expression === undefined ? undefined : this.variableOf(expression);
    if (variable !== undefined) return placedAt(offset, variable);
    return { offset, value: `\${${expression === undefined ? text.slice(1, -1) : textOf(expression)}}` };
  }

  /** A text as an expression, with the variable that it may stand for filled in. */
  expressionOf(text: string): ArmExpression {
    const expression = parseExpression(text);
    if (expression !== undefined) return this.simplified(expression);
    return isArmExpression(text) ? { call: 'unknown', args: [], then: text.slice(1, -1) } : { literal: text };
  }

  simplified(expression: ArmExpression): ArmExpression {
    const variable = this.variableOf(expression);
    if (variable === undefined || !('value' in variable)) return expression;
    const text = String(variable.value);
    return text.includes('${') ? (parseExpression(`[${text.slice(2, -1)}]`) ?? expression) : { literal: text };
  }

  private variableOf(expression: ArmExpression): Written | undefined {
    if (!('call' in expression) || expression.call.toLowerCase() !== 'variables') return undefined;
    const [name] = expression.args;
    if (name === undefined || !('literal' in name) || expression.then.includes('[')) return undefined;
    return writtenAt(this.variables.valueOf(name.literal.toLowerCase()), ...expression.then.split('.').slice(1));
  }
}
