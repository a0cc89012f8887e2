import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';

/** @throws Error when no stack is above: cdktf would leave the resources out, or fail without naming what to do. */
export function requireStack(scope: Construct, id: string): void {
  const isInStack = [scope, ...scope.node.scopes].some((construct) => TerraformStack.isStack(construct));
  if (isInStack) return;
  const path = [scope.node.path, id].filter((part) => part !== '').join('/');
  throw new Error(
    `${path}: its scope ${scope.node.path === '' ? 'is the App' : `${scope.node.path} is in no TerraformStack`}; Terraform resources are written by a stack.\n` +
      `    Next: make a stack, as in \`const stack = new TerraformStack(app, 'streams')\`, and pass it as the scope.\n` +
      `    Source: https://developer.hashicorp.com/terraform/cdktf/concepts/stacks`,
  );
}
