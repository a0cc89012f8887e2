import type { Construct } from 'constructs';
import { Duration } from '../policy/duration';
import { StreamPolicy } from '../policy/stream-policy';

/** What a prop must be for a construct to begin; whether its value is a good one is for remarks. */
export interface Kind {
  readonly takes: string;
  is(value: unknown): boolean;
}

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

export const aPolicy: Kind = {
  takes: "a StreamPolicy, as in new StreamPolicy({ paths: ['/events'] })",
  is: (value) => value instanceof StreamPolicy,
};
export const aText: Kind = { takes: 'a text', is: isText };
export const aNumber: Kind = { takes: 'a number', is: (value) => typeof value === 'number' };
export const aBoolean: Kind = { takes: 'true or false', is: (value) => typeof value === 'boolean' };
export const aProduct: Kind = {
  takes: 'what agc(), envoyGateway(), nginxGatewayFabric() or istio() returns',
  is: (value) => typeof (value as { attach?: unknown } | null | undefined)?.attach === 'function',
};
export const anObject: Kind = { takes: 'an object', is: isObject };
export const aListOfTexts: Kind = {
  takes: 'a list of texts',
  is: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
};
export const aDuration: Kind = {
  takes: 'a Duration or a text with a unit, such as "15s"',
  is: (value) => value instanceof Duration || typeof value === 'string',
};

/** The one text that a prop takes. */
export const theWord = (word: string): Kind => ({ takes: JSON.stringify(word), is: (value) => value === word });

export const optional = (kind: Kind): Kind => ({ ...kind, is: (value) => value === undefined || kind.is(value) });

export const either = (...kinds: readonly Kind[]): Kind => ({
  takes: kinds.map(({ takes }) => takes).join(', or '),
  is: (value) => kinds.some((kind) => kind.is(value)),
});

/** An object with these fields. */
export const objectWith = (fields: Readonly<Record<string, Kind>>): Kind => ({
  takes: `an object with ${Object.entries(fields)
    .map(([name, { takes }]) => `${name} (${takes})`)
    .join(' and ')}`,
  is: (value) =>
    isObject(value) && Object.entries(fields).every(([name, kind]) => kind.is((value as Record<string, unknown>)[name])),
});

const anything: Kind = { takes: 'a value', is: (value) => value !== undefined && value !== null };

/**
 * Props by name need only be there; `policy` is a StreamPolicy all the same.
 *
 * @throws Error naming every prop that is missing or of another kind: without types nothing else would, before it breaks.
 */
export function requireProps<P extends object>(
  scope: Construct | undefined,
  id: string,
  props: P | undefined,
  needs: readonly (keyof P & string)[] | { readonly [K in keyof P]?: Kind },
): void {
  const kinds = isList(needs)
    ? needs.map((name) => [name, name === 'policy' ? aPolicy : anything] as const)
    : Object.entries<Kind | undefined>(needs);
  const given = (isObject(props) ? props : {}) as Readonly<Record<string, unknown>>;
  const wrong = kinds.filter(([name, kind]) => kind?.is(given[name]) === false);
  if (wrong.length === 0) return;
  const lines = wrong.map(([name, kind]) => `    ${name} ${told(given[name])}; it takes ${kind?.takes ?? ''}`);
  throw new Error(
    `${pathOf(scope, id)}: its props are not complete:\n${lines.join('\n')}\n    Next: correct ${wrong.map(([name]) => name).join(', ')} in the props.`,
  );
}

const isList = (needs: object): needs is readonly string[] => Array.isArray(needs);

/** Where a construct will stand once it is made. */
export const pathOf = (scope: Construct | undefined, id: string): string =>
  [scope?.node.path ?? '', id].filter((part) => part !== '').join('/');

function told(value: unknown): string {
  if (value === undefined) return 'is missing';
  if (typeof value !== 'object' || value === null) return `is ${JSON.stringify(value) ?? typeof value}`;
  if (Array.isArray(value)) {
    const kinds = value.map((item: unknown) => (item === null ? 'null' : typeof item));
    return `is a list of ${[...new Set(kinds)].join(', ') || 'nothing'}`;
  }
  const made = (value as { constructor?: { name?: string } }).constructor?.name;
  return made === undefined || made === 'Object'
    ? `is an object with ${Object.keys(value).join(', ') || 'nothing in it'}`
    : `is of class ${made}`;
}
