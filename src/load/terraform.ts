import type { TerraformResource } from '../terraform/resource';
import { LoadError } from './load-error';
import { loaderFor, type Loader } from './loader';

/** The resources of a `cdk.tf.json`. */
export const terraformLoader: Loader = loaderFor(
  (name) => name.endsWith('.tf.json'),
  (text, file) => {
    try {
      return { resources: loadTerraform(text, file) };
    } catch (error) {
      if (!(error instanceof LoadError)) throw error;
      return { problems: [{ file, message: error.reason }] };
    }
  },
);

/**
 * Reads the resources of a `cdk.tf.json`.
 * @throws LoadError when the text is not JSON.
 */
export function loadTerraform(text: string, file: string): TerraformResource[] {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw new LoadError(file, `is not JSON: ${(error as Error).message}`);
  }
  const { resource = {} } = (document ?? {}) as { resource?: Record<string, Record<string, Record<string, unknown>>> };
  return Object.entries(resource).flatMap(([type, named]) =>
    Object.entries(named).map(([name, attributes]) => ({ type, name, attributes })),
  );
}
