import type { TerraformResource } from '../terraform/resource';

export const ofType = (resources: readonly TerraformResource[], type: string): TerraformResource[] =>
  resources.filter((resource) => resource.type === type);
