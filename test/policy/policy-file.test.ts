import Ajv from 'ajv';
import * as fc from 'fast-check';
import type { z } from 'zod';
import { formatPolicy, parsePolicy } from '../../src/policy/policy-file';
import type { PolicyInput } from '../../src/policy/policy-input';
import type { policySchema } from '../../src/policy/policy-schema';
import { policyJsonSchema, PolicyError, StreamPolicy } from '../../src/policy/stream-policy';
import { policies, policyProps } from './arbitraries';

describe('a policy file', () => {
  test('that is none, and may be a key, is not repeated in what is said of it', () => {
    const key = `-----BEGIN PRIVATE KEY-----\n${'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n'.repeat(3)}-----END PRIVATE KEY-----\n`;
    expect(() => parsePolicy(`|\n${key.replace(/^/gm, '  ')}`)).toThrow(/is a text of \d lines; it must be of type object/);
    expect(() => parsePolicy(`"${'a'.repeat(90)}"`)).toThrow(/"a{59}\.\.\.; it must/);
  });

  test('reads YAML, with comments, as the same policy as code', () => {
    const text = `
      # yaml-language-server: $schema=./stream-policy.schema.json
      paths: [/events, { exact: /prices }]
      heartbeat: 20s        # shorter than every proxy
      maxAge: { limit: disabled }
      affinity: { kind: none, reason: Redis Streams backplane }
    `;
    expect(parsePolicy(text)).toEqual(
      new StreamPolicy({
        paths: ['/events', { exact: '/prices' }],
        heartbeat: '20s',
        maxAge: { limit: 'disabled' },
        affinity: { kind: 'none', reason: 'Redis Streams backplane' },
      }),
    );
  });

  test('reads back what it writes, as YAML and as JSON', () => {
    fc.assert(
      fc.property(policies, (policy) => {
        expect(parsePolicy(formatPolicy(policy))).toEqual(policy);
        expect(parsePolicy(JSON.stringify(policy))).toEqual(policy);
      }),
    );
  });

  test.each([
    ['nothing', '', 'policy is null; it must be of type object'],
    ['broken YAML', 'paths: [/events', 'policy cannot be read as YAML: '],
    ['broken JSON', '{"paths": ["/events"}', 'policy cannot be read as YAML: '],
    ['two documents', 'paths: [/a]\n---\npaths: [/b]\n', 'policy cannot be read as YAML: Source contains multiple documents'],
    ['an alias of nothing', 'paths: *other', 'policy cannot be read as YAML: Unresolved alias'],
    ['a key twice', 'paths: [/a]\npaths: [/b]\n', 'policy cannot be read as YAML: Map keys must be unique'],
    ['a number for a duration', 'paths: [/a]\nheartbeat: 15\n', 'heartbeat is 15; write a duration with a unit'],
  ])('tells what is wrong with %s', (_, text, message) => {
    expect(() => parsePolicy(text)).toThrow(PolicyError);
    expect(() => parsePolicy(text)).toThrow(message);
  });
});

type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

test('the written types are those of the schema', () => {
  const same: Same<DeepReadonly<z.input<typeof policySchema>>, DeepReadonly<PolicyInput>> = true;
  expect(same).toBe(true);
});

describe('the JSON Schema', () => {
  const accepts = new Ajv({ allErrors: true }).compile(policyJsonSchema());

  test('accepts whatever the class accepts and whatever it writes', () => {
    fc.assert(
      fc.property(policyProps, (props) => {
        expect(accepts(JSON.parse(JSON.stringify(props)))).toBe(true);
        expect(accepts(new StreamPolicy(props).toJSON())).toBe(true);
      }),
    );
  });

  test.each<[string, unknown]>([
    ['no paths', {}],
    ['an empty list of paths', { paths: [] }],
    ['a pattern for a path', { paths: ['/a*'] }],
    ['a path with ..', { paths: ['/a/../b'] }],
    ['a number for a duration', { paths: ['/a'], heartbeat: 15 }],
    ['an unknown unit', { paths: ['/a'], heartbeat: '1d' }],
    ['an unknown key', { paths: ['/a'], retry: '1s' }],
    ['an unknown affinity', { paths: ['/a'], affinity: { kind: 'ip' } }],
    ['no affinity without a reason', { paths: ['/a'], affinity: { kind: 'none' } }],
    ['a cookie name with a space', { paths: ['/a'], affinity: { kind: 'cookie', name: 'a b' } }],
  ])('refuses %s', (_, policy) => {
    expect(accepts(policy)).toBe(false);
  });

  test('describes every field, so that editors can', () => {
    const undescribed: string[] = [];
    const visit = (schema: object, path: string): void => {
      for (const [key, value] of Object.entries(schema)) {
        if (typeof value !== 'object' || value === null) continue;
        const field = path.endsWith('.properties') ? (value as { description?: unknown; const?: unknown }) : undefined;
        if (field !== undefined && field.description === undefined && field.const === undefined)
          undescribed.push(`${path}.${key}`);
        visit(value as object, `${path}.${key}`);
      }
    };
    visit(policyJsonSchema(), '');
    expect(undescribed).toEqual([]);
  });
});
