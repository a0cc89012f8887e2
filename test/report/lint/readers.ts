import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { formats } from '../../../src/report/lint/index';

/** A format read back as its consumer does: all the texts it holds, unescaped. Throws where it cannot be read. */
export const readers: Readonly<Record<keyof typeof formats, (text: string) => string[]>> = {
  json: (text) => stringsIn(JSON.parse(text)),
  sarif: (text) =>
    stringsIn(JSON.parse(text, (key, value) => (typeof value === 'string' ? readSarif(key, value) : (value as unknown)))),
  junit: (text) => stringsIn(readXml(text)),
  github: (text) => readCommands(text).flatMap(({ properties, data }) => [...Object.values(properties), data]),
  markdown: (text) => [readMarkdown(text)],
};

/** A message without what keeps it from being a placeholder or a link; a URI as the path it stands for. */
function readSarif(key: string, value: string): string {
  if (key === 'uri') return decodeURIComponent(value);
  return key === 'text' ? value.replace(/([{}])\1/g, '$1').replace(/\\\[(?=[^[\]]*\]\()/g, '[') : value;
}

export function readXml(text: string): unknown {
  const valid = XMLValidator.validate(text);
  if (valid !== true) throw new Error(valid.err.msg);
  return new XMLParser({ ignoreAttributes: false, trimValues: false, parseTagValue: false }).parse(text);
}

export interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/** As the runner of GitHub Actions reads its log: one command a line. */
export function readCommands(text: string): Command[] {
  if (text === '') return [];
  if (!text.endsWith('\n')) throw new Error('the last line does not end');
  return text.slice(0, -1).split('\n').map(readCommand);
}

function readCommand(line: string): Command {
  const [, name, list = '', data] = /^::([a-z]+)(?: ([^ ].*?))?::(.*)$/s.exec(line) ?? [];
  if (name === undefined || data === undefined) throw new Error(`no command: ${line}`);
  const pairs = list === '' ? [] : list.split(',').map((pair) => /^([a-zA-Z]+)=(.+)$/s.exec(pair) ?? []);
  if (pairs.some(([whole]) => whole === undefined)) throw new Error(`no properties: ${list}`);
  return {
    name,
    properties: Object.fromEntries(pairs.map(([, key = '', value = '']) => [key, unpercent(value)])),
    data: unpercent(data),
  };
}

const unpercent = (text: string): string =>
  text.replace(/%(0D|0A|3A|2C|25)/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&' };

/** The text that GitHub shows, without telling markup from text. */
export function readMarkdown(text: string): string {
  return text
    .replace(/<br>/g, '\n')
    .replace(/@<!-- -->/g, '@')
    .replace(
      /\\([!-/:-@[-`{-~])|&(lt|gt|amp);/g,
      (_, escaped?: string, entity?: string) => escaped ?? ENTITIES[entity ?? ''] ?? '',
    );
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(stringsIn);
}
