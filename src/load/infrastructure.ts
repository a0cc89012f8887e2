import { loadAzureJson, skippedBicep } from './azure-json';
import { loadHcl } from './hcl/load';
import { joined, type Loaded, type Taken, type TextFile } from './loader';
import { loadTerraformJson } from './terraform-json';

/**
 * Reads what describes Azure: Terraform's `.tf` and `.tf.json`, and JSON of plans, states and Azure's own API, whatever its
 * name. Never throws: what cannot be read is a problem, and the rest is read.
 */
export async function loadInfrastructure(files: readonly TextFile[]): Promise<Required<Loaded> & Taken> {
  const rest: TextFile[] = [];
  const parts: Loaded[] = [await loadHcl(files.filter(({ name }) => name.endsWith('.tf')))];
  for (const file of files.filter(({ name }) => !name.endsWith('.tf'))) {
    const loaded = loadOne(file);
    if (loaded === undefined) rest.push(file);
    else parts.push(loaded);
  }
  return { ...joined(parts), rest };
}

/** Standard input has no name to tell by. */
function loadOne({ name, text }: TextFile): Loaded | undefined {
  if (name.endsWith('.tf.json')) return loadTerraformJson(text, name);
  if (name.endsWith('.bicep')) return { skipped: [skippedBicep(name)] };
  return name.endsWith('.json') || name === '-' ? loadAzureJson(text, name) : undefined;
}
