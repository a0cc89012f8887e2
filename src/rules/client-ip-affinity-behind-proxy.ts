import { known, type Hop } from '../path/hop';
import { byKey } from './ask/fix';
import { judgeKnown, type Verdict } from './ask/judge';
import type { Known } from '../path/setting';
import type { Rule } from './rule';

export const clientIpAffinityBehindProxy: Rule = {
  id: 'client-ip-affinity-behind-proxy',
  level: 'error',
  title: 'Affinity by client IP stands where client addresses arrive.',
  symptom: 'Affinity has no effect, or one pod gets all users while the others idle.',
  cause:
    'A proxy sends to the pods and bypasses the Service that has the affinity, or it sends to the Service from its own address, so that all its users look like one.',
  remedy:
    'Use cookie affinity at the proxy. Where no proxy stands in front, keep the client address (externalTrafficPolicy: Local).',
  aspects: ['affinity', 'balances-over', 'client-address'],
  provenBy: [{ check: 'affinity-holds' }],
  ask: (_policy, path) =>
    path.hops.flatMap((hop, at) =>
      judgeKnown(hop, 'affinity', (setting) => {
        if (setting.value.kind !== 'client-ip') return undefined;
        const inFront = path.hops.slice(0, at);
        return (
          (hop.layer === 'tcp' ? behindProxy(setting, inFront) : undefined) ??
          behindReplacedAddress(setting, inFront) ??
          withReplacedAddress(setting, hop)
        );
      }),
    ),
};

function behindProxy(setting: Known<'affinity'>, inFront: readonly Hop[]): Verdict | undefined {
  const proxy = inFront.findLast(({ layer }) => layer === 'http');
  if (proxy === undefined) return undefined;
  const over = known(proxy, 'balances-over').map(({ value }) => value);
  const byCookie = `configure affinity by cookie at ${proxy.object}`;
  const fix = setting.origin === 'set' ? `${byCookie} and remove ${setting.name} here` : byCookie;
  const found = `${setting.name} is by client IP (${setting.origin}) behind ${proxy.object}`;
  if (over.includes('pods'))
    return { level: 'warning', message: `${found}, which sends to the pods and bypasses it: it has no effect`, fix };
  if (over.includes('service')) {
    return { message: `${found}, which sends to it from its own address: all users of one proxy land on one pod`, fix };
  }
  return { level: 'warning', message: `${found}: it has no effect, or gives all users of one proxy to one pod`, fix };
}

function behindReplacedAddress(setting: Known<'affinity'>, inFront: readonly Hop[]): Verdict | undefined {
  const replacing = inFront.find(replacesAddress);
  if (replacing === undefined) return undefined;
  return {
    message: `${setting.name} is by client IP (${setting.origin}), but ${replacing.object} puts its own address in the client's place: all its users look like one`,
    fix: `let ${replacing.object} keep the client address, or choose affinity by cookie`,
  };
}

/** Softer: the hop itself sees the client, and only spreads its choice over nodes that know nothing of each other. */
function withReplacedAddress(setting: Known<'affinity'>, hop: Hop): Verdict | undefined {
  const address = known(hop, 'client-address').find(({ value }) => value === 'replaced');
  if (address === undefined) return undefined;
  return {
    level: 'warning',
    message: `${setting.name} is by client IP (${setting.origin}), ${address.name} replaces the client address (${address.origin}): the pod then depends on which node takes the connection; the address must be kept`,
    fix: byKey('keep the client address', address, 'choose affinity by cookie'),
    fact: address.fact,
  };
}

function replacesAddress(hop: Hop): boolean {
  return known(hop, 'client-address').some(({ value }) => value === 'replaced');
}
