import { Duration } from '../../policy/duration';
import { facts } from '../../path/fact';

const LEARN = 'https://learn.microsoft.com/azure/application-gateway/for-containers';
const COMPONENTS = `${LEARN}/application-gateway-for-containers-components`;
const BYO = `${LEARN}/quickstart-create-application-gateway-for-containers-byo-deployment`;
const HELM = `${LEARN}/quickstart-deploy-application-gateway-for-containers-alb-controller-helm`;
const PROVIDER = 'https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0';
const checked = '2026-11-20';

/** The Azure side of Application Gateway for Containers: what Terraform's azurerm provider 4.55.0 makes of it. */
export const agcFacts = facts({
  connectionIdle: {
    says: 'A client connection that carried nothing for 5 minutes is closed; nothing changes that.',
    limit: 'idle',
    fixed: Duration.minutes(5),
    source: COMPONENTS,
    checked,
    known: 'documented',
  },
  drain: {
    says: 'When the gateway scales in or is maintained, the instances that go close what is still open after 5 minutes; nothing changes that.',
    limit: 'drain',
    fixed: Duration.minutes(5),
    source: `${LEARN}/scaling-zone-resiliency`,
    checked: '2026-11-21',
    known: 'documented',
  },
  http2: {
    says: 'Clients may use HTTP/2 or HTTP/1.1, and nothing changes that; pods always get HTTP/1.1, gRPC apart.',
    fixed: 'on',
    source: COMPONENTS,
    checked,
    known: 'documented',
  },
  delegation: {
    says: 'The subnet of an association is delegated to Microsoft.ServiceNetworking/trafficControllers, with the action to join it.',
    source: `${PROVIDER}/website/docs/r/application_load_balancer_subnet_association.html.markdown`,
    checked,
    known: 'documented',
  },
  subnetSize: {
    says: 'An association needs 256 free addresses in its subnet: a /24 or larger.',
    min: 256,
    source: COMPONENTS,
    checked,
    known: 'documented',
  },
  overlaySubnet: {
    says: 'Where the cluster uses Azure CNI Overlay, the subnet must be exactly a /24, in the virtual network of the nodes.',
    source: `${LEARN}/container-networking`,
    checked,
    known: 'documented',
  },
  oneAssociation: {
    says: 'Traffic enters the virtual network through an association; a gateway has one at most.',
    max: 1,
    source: COMPONENTS,
    checked,
    known: 'documented',
  },
  associationSubnet: {
    says: 'A changed subnet_id of an association shows in the plan and is never applied: the update sends tags only.',
    source: `${PROVIDER}/internal/services/servicenetworking/application_load_balancer_subnet_association_resource.go`,
    checked,
    known: 'documented',
  },
  nodesRole: {
    says: 'The ALB Controller reads the resource group of the cluster’s nodes: role Reader (acdd72a7-3385-48ef-bd42-f606fba81ae7).',
    source: HELM,
    checked,
    known: 'documented',
  },
  configurationRole: {
    says: 'The ALB Controller configures the gateway with data actions that Owner and Contributor lack: role AppGw for Containers Configuration Manager (fbc52c3f-28ad-4303-a892-8a056630b8f1) on the gateway’s resource group.',
    source: BYO,
    checked,
    known: 'documented',
  },
  subnetRole: {
    says: 'The ALB Controller joins the subnet: role Network Contributor (4d97b98b-1d4f-4787-a291-c67834d212e7) on it.',
    source: BYO,
    checked,
    known: 'documented',
  },
  federation: {
    says: 'The ALB Controller signs in as its service account, system:serviceaccount:<namespace>:alb-controller-sa; the chart puts it into azure-alb-system unless albController.namespace says otherwise.',
    default: 'azure-alb-system',
    source: HELM,
    checked,
    known: 'documented',
  },
  audience: {
    says: 'Workload identity exchanges tokens for the audience api://AzureADTokenExchange.',
    fixed: 'api://AzureADTokenExchange',
    source:
      'https://learn.microsoft.com/entra/workload-id/workload-identity-federation-create-trust-user-assigned-managed-identity',
    checked,
    known: 'documented',
  },
  name: {
    says: 'The name of an Application Gateway for Containers has 2 to 64 letters, digits, "_", "." and "-", and begins and ends with a letter or digit.',
    source: `${PROVIDER}/internal/services/servicenetworking/validate`,
    checked,
    known: 'documented',
  },
});
