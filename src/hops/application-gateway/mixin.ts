import type {
  ApplicationGateway,
  ApplicationGatewayBackendHttpSettings as BackendSetting,
} from '@cdktf/provider-azurerm/lib/application-gateway/index.js';
import type { IConstruct, IMixin } from 'constructs';
import { proveInPlace } from '../../constructs/cdktf/mixin';
import { isLater, literalNeeded } from '../../constructs/cdktf/owned-config';
import { resolved, resourceOf } from '../../constructs/cdktf/resource-of';
import { isOfType, requireClass, type ProviderClass } from '../../constructs/cdktf/provider-class';
import { overwrittenKeyRemark } from '../../constructs/owned-key-remark';
import { findingsOf } from '../../constructs/prove';
import { aPolicy, aText, either, optional, requireProps, theWord } from '../../constructs/require-props';
import { unknownHop, type Remark } from '../../path/hop';
import type { StreamPolicy } from '../../policy/stream-policy';
import type { Finding } from '../../rules/rule';
import { blocksIn, LATER, type Block } from '../../terraform/attributes';
import { ignoredKeyRemarks } from '../../terraform/ignored-keys';
import type { TerraformResource as ResourceAsWritten } from '../../terraform/resource';
import { nameOf } from './blocks';
import * as config from './config';
import { SETTINGS, SWITCHES } from './ignored-keys';
import { needsOf, type Needs } from './needs';
import { readApplicationGateway } from './read';
import { isTagged } from './read-remarks';
import * as remarks from './remarks';
import { undoneNeeds, undoneSwitches, type Undone } from './undone';

export interface StreamReadyApplicationGatewayProps {
  readonly policy: StreamPolicy;
  /**
   * The names of the backend settings that carry the stream, or `ingress-controller` where the Application Gateway Ingress
   * Controller writes them. Default: every backend setting of the gateway.
   */
  readonly backendSettings?: 'ingress-controller' | readonly string[];
}

/**
 * Makes an existing ApplicationGateway stream. Other keys stay, and longer times; affinity stays where the policy asks for none,
 * and the name of a cookie where nothing else has it. A token stays too, and is told at synthesis, as an override of these keys is, and `ignoreChanges` of them. Apply it when the gateway has its
 * backend settings.
 */
export class StreamReadyApplicationGateway implements IMixin {
  constructor(private readonly props: StreamReadyApplicationGatewayProps) {}

  supports(construct: IConstruct): construct is ApplicationGateway {
    return isOfType(construct, GATEWAY);
  }

  applyTo(construct: IConstruct): void {
    if (!this.supports(construct)) return;
    requireProps(construct, 'StreamReadyApplicationGateway', this.props, REQUIRED);
    requireClass(construct, GATEWAY);
    const before = resourceOf(construct).attributes;
    writeSwitches(construct);
    if (this.props.backendSettings === 'ingress-controller') {
      construct.lifecycle = config.ignoringController(construct.lifecycle);
    } else this.writeSettings(construct, before);
    proveInPlace(construct, () => this.findings(construct));
  }

  private writeSettings(gateway: ApplicationGateway, attributes: Block): void {
    const settings = gateway.backendHttpSettingsInput;
    if (!Array.isArray(settings)) return;
    gateway.putBackendHttpSettings(
      settings.map((one) => {
        const name = String(resolved(one.name, gateway));
        return this.isChosen(name) ? withNeeds(one, needsOf(this.props.policy, attributes, name)) : one;
      }),
    );
  }

  private isChosen(setting: string): boolean {
    const { backendSettings } = this.props;
    return backendSettings === undefined || (backendSettings !== 'ingress-controller' && backendSettings.includes(setting));
  }

  /** What the rules say of the gateway as it will be written. */
  private findings(gateway: ApplicationGateway): Finding[] {
    const { policy, backendSettings } = this.props;
    const resource = resourceOf(gateway);
    const serving = typeof backendSettings === 'object' ? { settings: backendSettings } : {};
    const hop = readApplicationGateway(this.isOurs(resource) ? withoutLifecycle(resource) : resource, undefined, serving);
    const hops = [{ ...hop, remarks: [...hop.remarks, ...this.remarks(resource)] }, unknownHop('what the gateway routes to')];
    return findingsOf(policy, gateway.node.path, hops);
  }

  /** Whether Terraform writes the backend settings, whatever it is told to ignore. */
  private isOurs({ attributes }: ResourceAsWritten): boolean {
    return this.props.backendSettings !== 'ingress-controller' && !isTagged(attributes);
  }

  private remarks(resource: ResourceAsWritten): Remark[] {
    const { backendSettings } = this.props;
    const writesSettings = backendSettings !== 'ingress-controller' && backendSettings?.length !== 0;
    return [
      ...ignoredKeyRemarks(resource, SWITCHES),
      ...undoneSwitches(resource.attributes).map(told),
      ...(writesSettings ? ignoredKeyRemarks(resource, [SETTINGS]).map(orByController) : []),
      ...(writesSettings ? this.settingRemarks(resource.attributes) : []),
    ];
  }

  private settingRemarks(gateway: Block): Remark[] {
    const { policy, backendSettings } = this.props;
    const settings = blocksIn(gateway, 'backend_http_settings');
    if (settings === LATER) return [remarks.settingsMadeLater];
    const names = settings.map(nameOf);
    const asked = typeof backendSettings === 'object' ? backendSettings : names;
    return [
      ...asked.filter((name) => !names.includes(name)).map((name) => remarks.noSuchSetting(name, names)),
      ...settings
        .filter((setting) => this.isChosen(String(setting['name'])))
        .flatMap((setting) => undoneNeeds(setting, needsOf(policy, gateway, String(setting['name']))))
        .map(told),
    ];
  }
}

const GATEWAY: ProviderClass = {
  type: 'azurerm_application_gateway',
  className: 'ApplicationGateway',
  members: ['putBackendHttpSettings', 'putGlobal'],
};

const REQUIRED = {
  policy: aPolicy,
  backendSettings: optional(
    either(theWord('ingress-controller'), {
      takes: 'a list of the names of backend settings',
      is: (value) => Array.isArray(value) && value.every((name) => aText.is(name)),
    }),
  ),
};

function writeSwitches(gateway: ApplicationGateway): void {
  const { enableHttp2, global } = config.streamingSwitches;
  const { globalInput } = gateway;
  if (!isLater(gateway.enableHttp2Input)) gateway.enableHttp2 = enableHttp2;
  if (isLater(globalInput) || isLater(globalInput?.responseBufferingEnabled)) return;
  gateway.putGlobal({ ...global, ...globalInput, responseBufferingEnabled: global.responseBufferingEnabled });
}

const told = ({ key, value, ours }: Undone): Remark =>
  value === LATER ? literalNeeded(key) : overwrittenKeyRemark(key, value, ours);

const orByController = (remark: Remark): Remark => ({
  ...remark,
  fix: `${remark.fix}, or set backendSettings of the mixin to "ingress-controller" where that writes them`,
});

function withoutLifecycle(resource: ResourceAsWritten): ResourceAsWritten {
  const { lifecycle, ...attributes } = resource.attributes;
  return { ...resource, attributes };
}

/** Longer times and tokens stay: who knows whether a value of ours is longer than that of a token? */
function withNeeds(setting: BackendSetting, needs: Needs): BackendSetting {
  const { requestTimeout, connectionDraining: draining, cookieBasedAffinity, affinityCookieName } = setting;
  const time = isLater(requestTimeout) ? requestTimeout : Math.max(needs.requestTimeout, requestTimeout ?? 0);
  const drain = draining?.enabled === true ? draining.drainTimeoutSec : 0;
  const isDrainingLater = [draining, draining?.enabled, draining?.drainTimeoutSec].some(isLater);
  return {
    ...setting,
    ...(time === undefined ? {} : { requestTimeout: time }),
    ...(isDrainingLater
      ? {}
      : { connectionDraining: { enabled: true, drainTimeoutSec: Math.max(needs.drainTimeoutSec, drain) } }),
    ...(needs.cookie === undefined || isLater(cookieBasedAffinity) ? {} : { cookieBasedAffinity: 'Enabled' }),
    ...(needs.cookie === undefined || isLater(affinityCookieName) ? {} : { affinityCookieName: needs.cookie }),
  };
}
