import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { KubeObject } from '../kubernetes/object';
import type { Configuration } from '../nginx/directive';
import type { TerraformResource } from '../terraform/resource';
import { LoadError } from './load-error';
import { loadManifests } from './manifests';
import { loadTerraform } from './terraform';

/** What was found in files. */
export interface Input {
  readonly objects: readonly KubeObject[];
  readonly resources: readonly TerraformResource[];
  /** Of nginx, each with its includes in place. */
  readonly configurations?: readonly Configuration[];
}

/**
 * Reads Kubernetes manifests (.yaml, .yml) and Terraform JSON (.tf.json) from files and folders, in the order of their names.
 * @throws LoadError naming the file that cannot be read.
 */
export function loadFiles(...places: readonly string[]): Input {
  const files = places.flatMap(filesIn);
  const texts = (ending: RegExp) =>
    files.filter((file) => ending.test(file)).map((file) => ({ file, text: readFileSync(file, 'utf8') }));
  return {
    objects: texts(/\.ya?ml$/).flatMap(({ file, text }) => loadManifests(text, file)),
    resources: texts(/\.tf\.json$/).flatMap(({ file, text }) => loadTerraform(text, file)),
  };
}

function filesIn(place: string): string[] {
  try {
    if (!statSync(place).isDirectory()) return [place];
    return readdirSync(place, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  } catch (error) {
    throw new LoadError(place, `cannot be read: ${(error as Error).message}`);
  }
}
