import { loadApisixTexts } from './apisix-yaml';
import { MAX_LENGTH, tooLong } from './bounds';
import { loadInfrastructure } from './infrastructure';
import { joined, type Loaded, type Loader, type TextFile } from './loader';
import { manifestLoader } from './manifests';
import { loadNginxTexts } from './nginx-texts';

/** Every format, in the order in which they look at the texts. */
const loaders: readonly Loader[] = [loadInfrastructure, loadNginxTexts, loadApisixTexts, manifestLoader];

/** Names under which a file of a folder may be in a format that is known here. */
export const KNOWN_NAMES = /(?:\.(?:ya?ml|json|tf|bicep|conf)|(?:^|\/)sites-(?:available|enabled)\/[^/]+)$/i;

/** Reads every text that can be read, and says of each other why not. */
export async function loadTexts(files: readonly TextFile[]): Promise<Required<Loaded>> {
  const parts: Loaded[] = files.filter(isTooLong).map(({ name, text }) => ({
    problems: [{ file: name, message: tooLong(text) }],
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

const isTooLong = ({ text }: TextFile): boolean => text.length > MAX_LENGTH;
