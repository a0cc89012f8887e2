import { dirname } from 'node:path';
import type { TerraformResource } from '../terraform/resource';
import type { Loaded, Problem } from './loader';
import { isOverride, overriding } from './overrides';
import { readJson } from './read-json';
import { remember } from './positions';
import { isFields, isList, plainFields, twice, type Written, type WrittenField } from './written';
import { sourceIn, type Lines } from './written-source';

/** Reads the resources of Terraform's own JSON: a `cdk.tf.json`, or any `.tf.json`. */
export function loadTerraformJson(text: string, file: string): Loaded {
  if (isOverride(file)) return overriding(file);
  return readJson(text, file, (written, lines) => readConfiguration(written, file, lines));
}

export function readConfiguration(written: Written, file: string, lines: Lines): Loaded {
  const resources: TerraformResource[] = [];
  const problems: Problem[] = [];
  for (const block of fieldsIn(written).filter(({ key }) => key === 'resource')) {
    for (const { key: type, value: named } of fieldsIn(block.value)) {
      for (const field of fieldsIn(named)) {
        for (const one of isList(field.value) ? field.value.items : [field.value]) {
          const problem = problemOf(`${type}.${field.key}`, one, field.offset);
          if (problem !== undefined) problems.push({ file, line: lines.lineOf(problem.offset), message: problem.message });
          if (!isFields(one)) continue;
          const resource = { type, name: field.key, attributes: plainFields(one), module: dirname(file) };
          resources.push(remember(resource, sourceIn(file, lines, one, field.offset)));
        }
      }
    }
  }
  return { resources, problems };
}

/** Terraform lets lists of objects stand for an object at every level above the attributes. */
function fieldsIn(written: Written): readonly WrittenField[] {
  if (isList(written)) return written.items.flatMap(fieldsIn);
  return isFields(written) ? written.fields.filter(({ key }) => key !== '//') : [];
}

function problemOf(name: string, written: Written, offset: number): { offset: number; message: string } | undefined {
  if (!isFields(written)) return { offset, message: `${name} is not an object: it is not read` };
  const again = twice(written);
  return again && { offset: again.offset, message: `${name} has the key ${JSON.stringify(again.key)} twice: the last is read` };
}

/** Whether JSON is a Terraform configuration, whatever its name: the types of resources begin with their provider. */
export function isTerraformJson(written: Written): boolean {
  const types = fieldsIn(written)
    .filter(({ key }) => key === 'resource')
    .flatMap(({ value }) => fieldsIn(value));
  return types.length > 0 && types.every(({ key, value }) => /^[a-z0-9]+_\w+$/.test(key) && !('value' in value));
}
