import type { TerraformResource } from '../terraform/resource';
import { LoadError } from './load-error';
import { loadTerraformJson } from './terraform-json';

/**
 * Reads the resources of a `cdk.tf.json`.
 * @throws LoadError when the text is not JSON, or a resource in it cannot be read.
 */
export function loadTerraform(text: string, file: string): TerraformResource[] {
  const { resources = [], problems: [problem] = [] } = loadTerraformJson(text, file);
  if (problem !== undefined) throw new LoadError(file, problem.message, problem.line);
  return [...resources];
}
