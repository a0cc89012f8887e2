import type { Hop } from '../../path/hop';
import type { ArmShape } from '../../terraform/arm-shape';
import { inArmWords, rewordedBy, wordsOf } from '../../terraform/arm-words';
import { blocksIn, LATER, type Block } from '../../terraform/attributes';

// The names: https://learn.microsoft.com/azure/templates/microsoft.signalrservice/2024-03-01/signalr, and what `expand*` and
// `flatten*` do with them in v4.55.0:
// https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/internal/services/signalr/signalr_service_resource.go

/**
 * `Microsoft.SignalRService/signalR`, as far as it is read here. Not `tls.clientCertEnabled`, which the API ignores on the
 * free tier where the provider refuses it, nor `publicNetworkAccess`, of which no source says what the API does there.
 */
export const serviceShape: ArmShape = {
  name: 'name',
  id: 'id',
  tags: 'tags',
  sku: { blocks: 'sku', shape: { name: 'name', capacity: 'capacity' } },
  service_mode: { flagsIn: 'features', flag: 'ServiceMode' },
  upstream_endpoint: { blocks: 'upstream.templates', shape: { url_template: 'urlTemplate' } },
  cors: { blocks: 'cors', shape: { allowed_origins: 'allowedOrigins' } },
  local_auth_enabled: { not: 'disableLocalAuth' },
};

/**
 * `Microsoft.Authorization/roleAssignments`, as far as they are on such a service. A template has an id of the role, which
 * stands for any role that lets in.
 */
export const roleAssignmentShape: ArmShape = {
  name: 'name',
  scope: { idIn: 'scope', type: 'azurerm_signalr_service', of: 'Microsoft.SignalRService/signalR' },
  role_definition_id: 'roleDefinitionId',
  role_definition_name: 'roleDefinitionName',
};

/** A block without origins allows all in the API, and none as the provider writes it. */
export function serviceAsProvider({ cors, ...service }: Block): Block {
  const blocks = blocksIn({ cors }, 'cors');
  const isWritten = blocks === LATER || blocks.some((block) => block['allowed_origins'] !== undefined);
  return isWritten ? { ...service, cors } : service;
}

const reworded = rewordedBy(new Map(wordsOf(serviceShape)));

/** The service in the words of who wrote it for Azure's own API. */
export const serviceInArmWords = (hop: Hop): Hop => inArmWords(hop, reworded);
