import type * as FastXmlParser from 'fast-xml-parser';

/** One policy of a document, such as `forward-request`, with the policies inside of it. */
export interface PolicyElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly PolicyElement[];
  /** Everything inside that is no element, which may be an expression, and the attributes. */
  readonly text: string;
}

export type Section = 'inbound' | 'backend' | 'outbound';

/** A policy document by section; a section that it lacks is empty. */
export type PolicyDocument = Readonly<Record<Section, readonly PolicyElement[]>>;

/** What fast-xml-parser makes of an element when it is to keep the order. */
type Ordered = Readonly<Record<string, unknown>>;

/**
 * Reads a policy document. API Management takes unescaped expressions in attributes, which XML does not: what such an
 * attribute holds may be cut short, the elements are still found.
 *
 * @returns undefined for a text that has no `<policies>`.
 */
export function parsePolicy(xml: string): PolicyDocument | undefined {
  // Loaded on the first policy: most inputs have none.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { XMLParser } = require('fast-xml-parser') as typeof FastXmlParser;
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseAttributeValue: false,
  });
  const root = elementsIn(parsed(() => parser.parse(xml) as unknown)).find(({ name }) => name === 'policies');
  if (root === undefined) return undefined;
  const section = (name: Section) => root.children.filter((child) => child.name === name).flatMap(({ children }) => children);
  return { inbound: section('inbound'), backend: section('backend'), outbound: section('outbound') };
}

function parsed(parse: () => unknown): unknown {
  try {
    return parse();
  } catch {
    return undefined;
  }
}

function elementsIn(nodes: unknown): PolicyElement[] {
  if (!Array.isArray(nodes)) return [];
  return (nodes as Ordered[]).flatMap((node) => {
    const [name] = Object.keys(node).filter((key) => key !== ':@');
    if (name === undefined || name.startsWith('#') || name.startsWith('?')) return [];
    const attributes = (node[':@'] ?? {}) as Record<string, string>;
    const text = [...Object.values(attributes), ...textsIn(node[name])].join('\n');
    return [{ name, attributes, children: elementsIn(node[name]), text }];
  });
}

const textsIn = (nodes: unknown): string[] =>
  Array.isArray(nodes) ? (nodes as Ordered[]).flatMap((node) => ('#text' in node ? [String(node['#text'])] : [])) : [];

/** What runs in a section, by the documents from the operation outwards: `<base />` stands for the next one's. */
export function effective(section: Section, [document, ...outer]: readonly PolicyDocument[]): PolicyElement[] {
  if (document === undefined) return [];
  return document[section].flatMap((one) => (one.name === 'base' ? effective(section, outer) : [one]));
}

/** These elements and all inside of them, such as in `choose`. */
export const allOf = (elements: readonly PolicyElement[]): PolicyElement[] =>
  elements.flatMap((one) => [one, ...allOf(one.children)]);
