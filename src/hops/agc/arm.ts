import type { ArmShape } from '../../terraform/arm-shape';

// https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/internal/services/servicenetworking

/** `Microsoft.ServiceNetworking/trafficControllers`, as far as it is read here. */
export const trafficControllerShape: ArmShape = { name: 'name', id: 'id' };

/** `Microsoft.ServiceNetworking/trafficControllers/frontends`. */
export const frontendShape: ArmShape = { name: 'name', id: 'id' };

/** `Microsoft.ServiceNetworking/trafficControllers/associations`. */
export const associationShape: ArmShape = { name: 'name', id: 'id', subnet_id: { idIn: 'subnet', type: 'azurerm_subnet' } };
