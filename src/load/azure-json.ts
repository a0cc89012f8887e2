import { isArmResource, isArmTemplate, readArmResources, readArmTemplate } from './arm/load';
import type { Loaded, Skipped } from './loader';
import { readJson } from './read-json';
import { isTerraformJson, readConfiguration } from './terraform-json';
import { isTerraformShow, readShown } from './terraform-show';
import { textAt, writtenAt, type Written } from './written';
import type { Lines } from './written-source';

/** What no other program's JSON has: a file without it is not even parsed. */
const OURS =
  /"planned_values"|"root_module"|"terraform_version"|deploymentTemplate\.json|Microsoft\.(?:(?:Network|ServiceNetworking)\/|ContainerService\/managedClusters|SignalRService\/signalR|Cache\/redisEnterprise|Authorization\/roleAssignments)/i;
const MAY_BE_TERRAFORM = /"resource"\s*:\s*[{[]/;

/**
 * Reads JSON that is about Azure: a plan or state by `terraform show -json`, an ARM template, what `az ... show` prints of an
 * Application Gateway, an AKS cluster and others, Terraform configuration. Undefined for any other JSON: that is for other loaders.
 */
export function loadAzureJson(text: string, file: string): Loaded | undefined {
  const isOurs = OURS.test(text);
  if (!isOurs && !MAY_BE_TERRAFORM.test(text)) return undefined;
  let isKnown = false;
  const loaded = readJson(text, file, (written, lines) => {
    const known = readKnown(written, file, lines);
    isKnown = known !== undefined;
    return known ?? {};
  });
  return isKnown || (isOurs && (loaded.problems ?? []).length > 0) ? loaded : undefined;
}

function readKnown(written: Written, file: string, lines: Lines): Loaded | undefined {
  if (isTerraformShow(written)) return readShown(written, file, lines);
  if (isArmTemplate(written)) return readArmTemplate(written, file, lines);
  if (isArmResource(written)) return readArmResources(written, file, lines);
  if (isTerraformJson(written)) return readConfiguration(written, file, lines);
  if (textAt(written, 'terraform_version') === undefined || writtenAt(written, 'resources') === undefined) return undefined;
  return { skipped: [{ file, reason: 'a state as Terraform stores it: lint what `terraform show -json` prints of it' }] };
}

/** Bicep is not read; the command that makes ARM JSON of it is. */
export function skippedBicep(file: string): Skipped {
  return { file, reason: `Bicep is not read: build it with \`az bicep build --file ${file}\` and lint the JSON` };
}
