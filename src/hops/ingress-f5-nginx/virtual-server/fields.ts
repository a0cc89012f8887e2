import { valueAt } from '../../../kubernetes/owned-key';
import type { Remark } from '../../../path/hop';
import { rejected } from '../../../path/remark';
import { CHECKS } from '../annotations';
import { virtualServerFacts as facts } from './facts';

interface Field {
  readonly type: 'string' | 'boolean' | 'number';
  /** Undefined where the type says all. */
  readonly check?: { readonly takes: string; accepts(value: string): boolean } | undefined;
}

const text = (takes: string, accepts: (value: string) => boolean): Field => ({ type: 'string', check: { takes, accepts } });
/** A field that is checked as an annotation is. */
const like = (annotation: string): Field => ({ type: 'string', check: CHECKS[annotation] });
const time = like('proxy-read-timeout');
const boolean: Field = { type: 'boolean' };
const number: Field = { type: 'number' };

/** The fields of an upstream that are read here. */
export const UPSTREAM: Readonly<Record<string, Field>> = {
  'connect-timeout': time,
  'read-timeout': time,
  'send-timeout': time,
  'next-upstream': like('proxy-next-upstream'),
  'next-upstream-timeout': time,
  'next-upstream-tries': number,
  'lb-method': like('lb-method'),
  'max-conns': number,
  buffering: boolean,
  'use-cluster-ip': boolean,
};

export const COOKIE: Readonly<Record<string, Field>> = {
  enable: boolean,
  name: text('letters, digits and _', (value) => /^\w+$/.test(value)),
  path: text('a path that begins with /', (value) => /^\/[^\s{};]*$/.test(value)),
  expires: text('max or a time of nginx, such as 24h', (value) => value === 'max' || time.check?.accepts(value) === true),
  domain: text('a domain', (value) => /^\.?[a-z\d]([a-z\d.-]*[a-z\d])?$/.test(value)),
  samesite: text('strict, lax or none', (value) => /^(?:strict|lax|none)$/i.test(value)),
  httpOnly: boolean,
  secure: boolean,
};

interface Found {
  readonly value: string;
  readonly raw: unknown;
  readonly isTyped: boolean;
  readonly isTaken: boolean;
}

/** What is written in a field; nothing where it is empty, as the controller has it. */
export function fieldOf(object: unknown, name: string, fields: Readonly<Record<string, Field>>): Found | undefined {
  const raw = valueAt(object, [name]);
  const field = fields[name];
  if (field === undefined || raw === undefined || raw === null || raw === '') return undefined;
  const meant = field.type === 'boolean' ? booleanOf(raw) : raw;
  const value = typeof meant === 'string' ? meant : JSON.stringify(meant);
  const isTyped = typeof meant === field.type;
  return { value, raw, isTyped, isTaken: isTyped && field.check?.accepts(value) !== false };
}

/** Without quotes, as people write them, Kubernetes reads these words as booleans; true and false are text in quotes only. */
function booleanOf(raw: unknown): unknown {
  if (typeof raw !== 'string') return raw;
  return /^(?:y|yes|on)$/i.test(raw) ? true : /^(?:n|no|off)$/i.test(raw) ? false : raw;
}

/** What becomes of values that the API server or the controller does not take. */
export function fieldRemarks(
  object: unknown,
  fields: Readonly<Record<string, Field>>,
  keyOf: (name: string) => string,
): Remark[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const found = fieldOf(object, name, fields);
    if (found === undefined || found.isTaken) return [];
    return [found.isTyped ? refusedByController(keyOf(name), field, found) : refusedByServer(keyOf(name), field, found)];
  });
}

const refusedByController = (key: string, { check }: Field, { value }: Found): Remark =>
  rejected(
    `${key} is "${value}"`,
    `the controller rejects the whole object for it and serves nothing of it; it takes ${check?.takes}`,
    `write ${check?.takes}, or remove it`,
    facts.upstreamChecked,
    key,
  );

function refusedByServer(key: string, { type, check }: Field, { raw, value }: Found): Remark {
  const right = type === 'string' && typeof raw === 'number' ? value : { true: true, false: false }[String(raw)];
  const isClear = right !== undefined && typeof right === type && check?.accepts(value) !== false;
  return {
    ...rejected(
      `${key} is ${JSON.stringify(raw)}`,
      `it takes a ${type}, and the API server refuses the object for anything else`,
      isClear ? `write ${JSON.stringify(right)}` : `write ${check?.takes ?? `a ${type}`}`,
      facts.upstreamTypes,
      key,
    ),
    ...(isClear ? { edit: { key, value: right } } : {}),
  };
}
