import { PublicIp } from '@cdktf/provider-azurerm/lib/public-ip/index.js';
import type { IMixin } from 'constructs';
import { stack } from './synth';

/** That a mixin changes nothing of a resource that is not its own, however it is applied. */
export function expectOthersLeftAlone(make: () => IMixin): void {
  const scope = stack();
  const place = { name: 'ip', resourceGroupName: 'shop', location: 'westeurope', allocationMethod: 'Static' };
  const address = new PublicIp(scope, 'ip', place);
  const before = JSON.stringify(address.toTerraform());
  scope.with(make());
  make().applyTo(address);
  expect(JSON.stringify(address.toTerraform())).toBe(before);
}
