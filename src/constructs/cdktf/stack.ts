import { TerraformStack } from 'cdktf';
import type { Construct, IConstruct } from 'constructs';
import { pathOf } from '../require-props';

/** @throws Error when no stack is above: cdktf would leave the resources out, or fail without naming what to do. */
export function requireStack(scope: Construct, id: string): void {
  const isInStack = [scope, ...scope.node.scopes].some((construct) => TerraformStack.isStack(construct));
  if (isInStack) return;
  throw new Error(
    `${pathOf(scope, id)}: its scope ${scope.node.path === '' ? 'is the App' : `${scope.node.path} is in no TerraformStack`}; Terraform resources are written by a stack.\n` +
      `    Next: make a stack, as in \`const stack = new TerraformStack(app, 'streams')\`, and pass it as the scope.\n` +
      `    Source: https://developer.hashicorp.com/terraform/cdktf/concepts/stacks`,
  );
}

/**
 * Lets the first stack of the App ask this construct too. cdktf validates and writes stack after stack, so without it the
 * stacks before a bad one would be written; with it all stacks are told of at once and none is.
 */
export function proveBeforeWriting(construct: IConstruct): void {
  const first = construct.node.root.node.findAll().find((one) => TerraformStack.isStack(one));
  if (first === undefined || first === TerraformStack.of(construct)) return;
  const { path } = construct.node;
  first.node.addValidation({ validate: () => construct.node.validate().map((problem) => `[${path}] ${problem}`) });
}
