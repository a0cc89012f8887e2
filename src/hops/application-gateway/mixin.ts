import type {
  ApplicationGateway,
  ApplicationGatewayBackendHttpSettings,
} from '@cdktf/provider-azurerm/lib/application-gateway/index.js';
import { TerraformResource } from 'cdktf';
import type { IConstruct, IMixin } from 'constructs';
import { proveInPlace } from '../../constructs/cdktf/mixin';
import { literal } from '../../constructs/cdktf/owned-config';
import { resourceOf } from '../../constructs/cdktf/resource-of';
import { findingsOf } from '../../constructs/prove';
import { aPolicy, requireProps } from '../../constructs/require-props';
import { unknownHop } from '../../path/hop';
import type { Remark } from '../../path/hop';
import type { StreamPolicy } from '../../policy/stream-policy';
import type { Finding } from '../../rules/rule';
import { isExternal } from './backends';
import { addressesOf, poolsOf } from './blocks';
import * as config from './config';
import { cookieFor } from './hop';
import { readApplicationGateway } from './read';
import * as remarks from './remarks';

export interface StreamReadyApplicationGatewayProps {
  readonly policy: StreamPolicy;
  /**
   * The names of the backend settings that carry the stream, or `ingress-controller` where the Application Gateway Ingress
   * Controller writes them. Default: every backend setting of the gateway.
   */
  readonly backendSettings?: 'ingress-controller' | readonly string[];
}

/** Makes an existing ApplicationGateway stream. Other keys stay; apply it when the gateway has its backend settings. */
export class StreamReadyApplicationGateway implements IMixin {
  constructor(private readonly props: StreamReadyApplicationGatewayProps) {}

  supports(construct: IConstruct): construct is ApplicationGateway {
    return TerraformResource.isTerraformResource(construct) && construct.terraformResourceType === 'azurerm_application_gateway';
  }

  applyTo(construct: IConstruct): void {
    if (!this.supports(construct)) return;
    requireProps(construct, 'StreamReadyApplicationGateway', this.props, { policy: aPolicy });
    const { enableHttp2, global } = config.streamingSwitches;
    construct.enableHttp2 = enableHttp2;
    construct.putGlobal({ ...global, ...construct.globalInput, responseBufferingEnabled: global.responseBufferingEnabled });
    const problems =
      this.props.backendSettings === 'ingress-controller' ? leaveToController(construct) : this.writeSettings(construct);
    proveInPlace(construct, () => this.findings(construct, problems));
  }

  /** Returns what could not be written. */
  private writeSettings(gateway: ApplicationGateway): Remark[] {
    const { backendSettings } = this.props;
    const existing = gateway.backendHttpSettingsInput;
    if (!Array.isArray(existing)) {
      return [remarks.settingsMadeLater];
    }
    const settings = existing as readonly ApplicationGatewayBackendHttpSettings[];
    const names = settings.map(({ name }) => name);
    const chosen: readonly string[] = typeof backendSettings === 'object' ? backendSettings : names;
    const { attributes } = resourceOf(gateway);
    const addresses = (name: string) => poolsOf(attributes, name).flatMap(addressesOf);
    const keysOf = (name: string) =>
      config.backendSettingKeys(
        this.props.policy,
        cookieFor(this.props.policy, addresses(name), chosen.length > 1 ? name : undefined),
        isExternal(addresses(name)),
      );
    gateway.putBackendHttpSettings(settings.map((one) => (chosen.includes(one.name) ? withKeys(one, keysOf(one.name)) : one)));
    return chosen.filter((name) => !names.includes(name)).map((name) => remarks.noSuchSetting(name, names));
  }

  /** What the rules say of the gateway as it will be written. */
  private findings(gateway: ApplicationGateway, problems: readonly Remark[]): Finding[] {
    const { backendSettings } = this.props;
    const serving = typeof backendSettings === 'object' ? { settings: backendSettings } : {};
    const hop = readApplicationGateway(resourceOf(gateway), undefined, serving);
    const hops = [{ ...hop, remarks: [...hop.remarks, ...problems] }, unknownHop('what the gateway routes to')];
    return findingsOf(this.props.policy, gateway.node.path, hops);
  }
}

function leaveToController(gateway: ApplicationGateway): Remark[] {
  gateway.lifecycle = config.ignoringController(gateway.lifecycle);
  return [];
}

type Keys = ReturnType<typeof config.backendSettingKeys>;

/** Longer times stay as they are. A token is as good as missing: nobody can tell how long it is. */
function withKeys(setting: ApplicationGatewayBackendHttpSettings, keys: Keys): ApplicationGatewayBackendHttpSettings {
  const { requestTimeout, connectionDraining } = setting;
  const drain = connectionDraining?.enabled === true ? connectionDraining.drainTimeoutSec : 0;
  return {
    ...setting,
    ...keys,
    requestTimeout: Math.max(keys.requestTimeout, literal(requestTimeout) ?? 0),
    connectionDraining: {
      enabled: true,
      drainTimeoutSec: Math.max(keys.connectionDraining.drainTimeoutSec, literal(drain) ?? 0),
    },
  };
}
