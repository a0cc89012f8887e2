import { rejected } from '../../path/remark';
import { Duration } from '../../policy/duration';
import type { Fact } from '../../path/fact';
import { misfit } from '../../path/fit';
import type { Remark } from '../../path/hop';
import { byDefault, set, unknown, type Setting } from '../../path/setting';
import { blocksIn, booleanIn, LATER, numberIn, textIn, type Block } from '../../terraform/attributes';
import { aboutBackendSetting, aboutProbe, affinityCookie, DEFAULT_PROBE_PATH, poolSetting } from './about';
import { isExternal, requestTimeoutFact } from './backends';
import { addressesOf, nameOf, poolsOf } from './blocks';
import { applicationGatewayFacts as facts } from './facts';
import { drainingAffinity, externalBackendRemarks } from './remarks';

/** What one backend setting says, with its pools and its probe. */
export function readBackendSetting(gateway: Block, block: Block): { settings: Setting[]; remarks: Remark[] } {
  const remarks: Remark[] = [];
  const names = aboutBackendSetting(nameOf(block));
  const pools = poolsOf(gateway, nameOf(block));
  const settings = [
    readTimeout(block, names.requestTimeout, pools, remarks),
    readDraining(block, names.draining, remarks),
    readAffinity(block, names.affinity, remarks),
    readProbe(gateway, block, names.probe, remarks),
    ...pools.map((pool) => poolSetting(nameOf(pool), addressesOf(pool))),
  ];
  if (block['cookie_based_affinity'] === 'Enabled' && drains(settings)) remarks.push(drainingAffinity(names.affinity.key));
  return { settings, remarks };
}

const drains = (settings: readonly Setting[]): boolean =>
  settings.some(({ aspect, origin }) => aspect === 'drain-limit' && origin === 'set');

type About = Parameters<typeof set>[2];

function readTimeout(block: Block, plainName: About, pools: readonly Block[], remarks: Remark[]): Setting {
  const external = isExternal(pools.flatMap(addressesOf));
  const name = { ...plainName, fact: requestTimeoutFact(external) };
  const seconds = numberIn(block, 'request_timeout');
  if (seconds === LATER) return unknown('idle-limit', 'its value is known only at deployment', name);
  if (seconds === undefined) return byDefault('idle-limit', facts.requestTimeout.default, name);
  const value = inRange(seconds, name.key, facts.requestTimeout, remarks);
  if (value === undefined) return byDefault('idle-limit', facts.requestTimeout.default, name);
  remarks.push(...externalBackendRemarks(name.key ?? name.name, value, external));
  return set('idle-limit', value, name);
}

function readDraining(block: Block, name: About, remarks: Remark[]): Setting {
  const draining = blocksIn(block, 'connection_draining');
  const [first] = draining === LATER ? [] : draining;
  const enabled = first === undefined ? undefined : booleanIn(first, 'enabled');
  const seconds = first === undefined ? undefined : numberIn(first, 'drain_timeout_sec');
  if (draining === LATER || enabled === LATER || seconds === LATER)
    return unknown('drain-limit', 'its value is known only at deployment', name);
  if (enabled !== true || seconds === undefined) return byDefault('drain-limit', facts.draining.default, name);
  const value = inRange(seconds, name.key, facts.draining, remarks);
  return value === undefined ? byDefault('drain-limit', facts.draining.default, name) : set('drain-limit', value, name);
}

/** Undefined, and a remark, for what the provider refuses. */
function inRange(
  seconds: number,
  key: string | undefined,
  fact: Fact & { min: Duration; max: Duration },
  remarks: Remark[],
): Duration | undefined {
  const value = seconds < 0 || !Number.isInteger(seconds) ? undefined : Duration.seconds(seconds);
  if (value !== undefined && misfit(value, fact) === undefined) return value;
  const range = `${fact.min.toSeconds()} to ${fact.max.toSeconds()} whole seconds`;
  remarks.push(rejected(`${key} is ${seconds}`, `it takes ${range}`, `set ${key} to a value of ${range}`, fact, key));
  return undefined;
}

function readAffinity(block: Block, name: About, remarks: Remark[]): Setting {
  const affinity = textIn(block, 'cookie_based_affinity');
  const cookie = textIn(block, 'affinity_cookie_name');
  if (affinity === LATER || cookie === LATER) return unknown('affinity', 'its value is known only at deployment', name);
  if (affinity === 'Enabled' && cookie === undefined) remarks.push(defaultCookieRemark(name));
  if (affinity === 'Enabled') return set('affinity', affinityCookie(cookie ?? facts.affinity.default), name);
  if (affinity !== 'Disabled') {
    remarks.push(
      rejected(
        `${name.key} is ${JSON.stringify(affinity ?? 'not set')}`,
        'it takes "Enabled" or "Disabled"',
        `set ${name.key} to "Enabled"`,
        facts.affinity,
        name.key,
      ),
    );
  }
  return set('affinity', { kind: 'none' }, name);
}

function defaultCookieRemark({ key }: About): Remark {
  return {
    rule: 'affinity-cookie-name-collision',
    found: `${key} is "Enabled" without affinity_cookie_name, so the cookie is ${facts.affinity.default}`,
    need: 'it needs a name of its own: any other gateway on the way to the same host uses this one too',
    fix: 'set affinity_cookie_name next to it',
    fact: facts.affinityNames,
    key,
    level: 'note',
  };
}

function readProbe(gateway: Block, block: Block, name: About, remarks: Remark[]): Setting {
  const probeName = textIn(block, 'probe_name');
  const probes = blocksIn(gateway, 'probe');
  if (probeName === LATER || probes === LATER) return unknown('health-probe-path', 'an expression makes the probe', name);
  if (probeName === undefined) return byDefault('health-probe-path', DEFAULT_PROBE_PATH, name);
  const probe = probes.find((one) => one['name'] === probeName);
  const path = probe === undefined ? undefined : textIn(probe, 'path');
  if (probe === undefined || path === undefined) {
    remarks.push(
      rejected(
        `${name.key} is "${probeName}"`,
        'the gateway has no probe of that name with a path',
        `add probe "${probeName}"`,
        facts.probe,
        name.key,
      ),
    );
    return byDefault('health-probe-path', DEFAULT_PROBE_PATH, name);
  }
  const picksHost = booleanIn(probe, 'pick_host_name_from_backend_http_settings');
  if (picksHost !== LATER && (picksHost === true) === (probe['host'] !== undefined)) {
    const found = `probe[${probeName}] has ${picksHost ? 'both' : 'neither'} host and pick_host_name_from_backend_http_settings`;
    remarks.push(
      rejected(found, 'it takes exactly one of them', `set host of probe[${probeName}]`, facts.probeHost, `probe[${probeName}]`),
    );
  }
  const ofProbe = aboutProbe(probeName);
  return path === LATER
    ? unknown('health-probe-path', 'its value is known only at deployment', ofProbe)
    : set('health-probe-path', path, ofProbe);
}
