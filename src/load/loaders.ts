import { joined, type Loaded, type Loader, type TextFile } from './loader';
import { manifestLoader } from './manifests';
import { terraformLoader } from './terraform';

/** Every format, in the order in which they look at the texts. */
const loaders: readonly Loader[] = [terraformLoader, manifestLoader];

/** Names under which a file of a folder may be in a format that is known here. */
export const KNOWN_NAMES = /\.(?:ya?ml|json)$/i;

/** Beyond it a text is no configuration that people or charts write. */
const LONGEST_TEXT = 64 * 1024 * 1024;

/** Reads every text that can be read, and says of each other why not. */
export async function loadTexts(files: readonly TextFile[]): Promise<Required<Loaded>> {
  const parts: Loaded[] = files.filter(isTooLong).map(({ name, text }) => ({
    problems: [{ file: name, message: `has ${text.length} characters; ${LONGEST_TEXT} at most are read` }],
  }));
  let rest = files.filter((file) => !isTooLong(file));
  for (const load of loaders) {
    const taken = await load(rest);
    parts.push(taken);
    rest = [...taken.rest];
  }
  const skipped = rest.map(({ name }) => ({ file: name, reason: 'a format that is not known here' }));
  return joined([...parts, { skipped }]);
}

const isTooLong = ({ text }: TextFile): boolean => text.length > LONGEST_TEXT;
