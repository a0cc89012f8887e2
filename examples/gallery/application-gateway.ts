import type { TerraformStack } from 'cdktf';
import { StreamApplicationGateway } from 'sse-ready/cdktf';
import { gateway } from './azure';

/** Application Gateway in front of servers of one's own. */
export function azure(stack: TerraformStack): void {
  new StreamApplicationGateway(stack, 'gateway', {
    ...gateway,
    backends: { ipAddresses: ['10.0.0.4', '10.0.0.5'], port: 8080 },
  });
}
