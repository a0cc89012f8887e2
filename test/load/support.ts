import { readFileSync } from 'node:fs';
import { check } from '../../src/check';
import { loadInfrastructure } from '../../src/load/infrastructure';
import type { Input } from '../../src/load/input';
import { findPaths } from '../../src/load/paths';
import { sourceOf } from '../../src/load/positions';
import type { Hop } from '../../src/path/hop';
import type { Setting } from '../../src/path/setting';
import { Duration } from '../../src/policy/duration';
import { StreamPolicy } from '../../src/policy/stream-policy';
import type { Finding } from '../../src/rules/rule';
import type { TerraformResource } from '../../src/terraform/resource';

type Resources = Pick<Input, 'resources'>;

const FIXTURES = 'test/load/fixtures';

export const fixture = (name: string): string => readFileSync(`${FIXTURES}/${name}`, 'utf8');

export const loaded = async (name: string, text: string): ReturnType<typeof loadInfrastructure> =>
  loadInfrastructure([{ name, text }]);

export const loadedFixture = async (name: string): ReturnType<typeof loadInfrastructure> => loaded(name, fixture(name));

export function ofType(resources: readonly TerraformResource[], type: string): TerraformResource {
  const found = resources.find((resource) => resource.type === type);
  if (found === undefined) throw new Error(`there is no ${type}`);
  return found;
}

export const gatewayIn = ({ resources }: Resources): TerraformResource => ofType(resources, 'azurerm_application_gateway');

/** The line of a key, and what stands there. */
export function lineOf(resource: TerraformResource, key: string | undefined, text: string): string {
  const { line = 0, column = 1 } = sourceOf(resource)?.at(key) ?? {};
  const [found = ''] = text.split('\n').slice(line - 1, line);
  return `${line}: ${found.slice(column - 1).trim()}`;
}

const policy = new StreamPolicy({ paths: [{ prefix: '/events' }] });

/** What the only path of an input is found to be. */
export function judged({ resources }: Resources): { hop: Hop; findings: readonly Finding[] } {
  const [path, ...more] = findPaths({ objects: [], resources }, policy.paths);
  const [hop] = path?.hops ?? [];
  if (path === undefined || hop === undefined || more.length > 0) throw new Error('there is not one path');
  return { hop, findings: check(policy, path) };
}

/** A value as a person would write it; undefined where it is not known. */
export function shown(setting: Setting): unknown {
  if (setting.origin === 'unknown') return undefined;
  return setting.value instanceof Duration ? setting.value.toString() : setting.value;
}
