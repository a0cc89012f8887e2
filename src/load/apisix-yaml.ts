import type { ApisixConfiguration } from '../hops/apisix/read-standalone';
import { yaml } from '../policy/yaml';
import type { Loaded, Taken, TextFile } from './loader';
import { remember } from './positions';
import { mapsOf, PARSING, positionsBy, yamlSource } from './yaml-source';

const NAMED_SO = /(?:^|[\\/])apisix\.(?:ya?ml|json)$/i;
/** A list of routes and no manifest. */
const LOOKS_SO = /^[ \t{]*"?(?:routes|upstreams|services)"?[ \t]*:/m;
const END = /#END\s*$/;

/** Reads the files from which an APISIX without etcd takes its routes. */
export function loadApisixTexts(files: readonly TextFile[]): Loaded & Taken {
  const ours = files.filter(isApisix);
  const read = ours.map(readApisix);
  return {
    apisix: read.flatMap(({ configuration }) => (configuration === undefined ? [] : [configuration])),
    problems: read.flatMap(({ problem }) => (problem === undefined ? [] : [problem])),
    rest: files.filter((file) => !ours.includes(file)),
  };
}

function isApisix({ name, text }: TextFile): boolean {
  return (NAMED_SO.test(name) || END.test(text)) && LOOKS_SO.test(text) && !/^apiVersion:/m.test(text);
}

type Read = { readonly configuration?: ApisixConfiguration; readonly problem?: NonNullable<Loaded['problems']>[number] };

function readApisix({ name: file, text }: TextFile): Read {
  const { LineCounter, parseDocument, isMap } = yaml();
  const lines = new LineCounter();
  const document = parseDocument(text, { ...PARSING, lineCounter: lines });
  const positionAt = positionsBy(lines);
  const [error] = document.errors;
  if (error !== undefined) return { problem: { file, line: positionAt(error.pos[0]).line, message: error.message } };
  if (!isMap(document.contents)) return { problem: { file, message: 'has no lists of routes and upstreams by name' } };
  try {
    // Aliases that multiply without end, or lead nowhere, show only here.
    const place = { file, document, text, offset: 0, positionAt, mapAt: mapsOf(text) };
    const content = remember(document.toJS() as object, yamlSource(place, document.contents));
    return { configuration: { file, content, hasEnd: END.test(text) || file.endsWith('.json') } };
  } catch (error) {
    return { problem: { file, message: (error as Error).message } };
  }
}
