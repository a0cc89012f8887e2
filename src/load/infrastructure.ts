import { joined, type Loaded, type Taken, type TextFile } from './loader';

/**
 * Reads what describes Azure: Terraform's `.tf` and `.tf.json`, and JSON of plans, states and Azure's own API, whatever its
 * name. Never throws: what cannot be read is a problem, and the rest is read.
 */
export async function loadInfrastructure(files: readonly TextFile[]): Promise<Required<Loaded> & Taken> {
  const rest: TextFile[] = [];
  const hcl = files.filter(({ name }) => name.endsWith('.tf'));
  const parts: Loaded[] = hcl.length === 0 ? [] : [await (await import('./hcl/load.js')).loadHcl(hcl)];
  for (const file of files.filter(({ name }) => !name.endsWith('.tf'))) {
    const loaded = await loadOne(file);
    if (loaded === undefined) rest.push(file);
    else parts.push(loaded);
  }
  return { ...joined(parts), rest };
}

/** Each format is loaded with its first file. Standard input has no name to tell by. */
async function loadOne({ name, text }: TextFile): Promise<Loaded | undefined> {
  if (name.endsWith('.tf.json')) return (await import('./terraform-json.js')).loadTerraformJson(text, name);
  if (name.endsWith('.bicep')) return { skipped: [(await import('./azure-json.js')).skippedBicep(name)] };
  return name.endsWith('.json') || name === '-' ? (await import('./azure-json.js')).loadAzureJson(text, name) : undefined;
}
