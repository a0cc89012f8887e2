import { known, type Hop } from '../path/hop';
import type { Known } from '../path/setting';
import type { StreamPolicy } from '../policy/stream-policy';
import { byKey } from './ask/fix';
import { judgeKnown, type Verdict } from './ask/judge';
import { podChooser } from './ask/pod-chooser';
import type { Rule } from './rule';

const SENDS_TO = { service: 'an address', nodes: 'nodes', pods: 'the proxy behind it' };

export const affinityBypassed: Rule = {
  id: 'affinity-bypassed',
  level: 'warning',
  title: 'No proxy has an affinity that decides nothing.',
  symptom: 'The client gets an affinity cookie and moves between pods all the same.',
  cause:
    'The proxy that sets the affinity does not choose the pod: it sends to an address, and another hop chooses behind it. A warning where that hop does not keep clients on their pod, else a note.',
  remedy: 'Let the proxy send to the pods themselves, or remove its affinity.',
  aspects: ['affinity', 'balances-over'],
  provenBy: [{ check: 'affinity-holds' }],
  ask: (policy, path) => {
    const chooser = podChooser(path).hop;
    return path.hops
      .filter((hop) => hop.layer === 'http' && hop !== chooser)
      .flatMap((hop) => judgeKnown(hop, 'affinity', (setting) => decidesNothing(policy, setting, hop, chooser)));
  },
};

function decidesNothing(
  policy: StreamPolicy,
  setting: Known<'affinity'>,
  hop: Hop,
  chooser: Hop | undefined,
): Verdict | undefined {
  const [over] = known(hop, 'balances-over').map(({ value }) => value);
  if (setting.value.kind === 'none' || over === undefined) return undefined;
  return {
    level: chooser === undefined || doesAsAsked(policy, chooser) ? 'note' : 'warning',
    message: `${setting.name} is affinity by ${setting.value.kind} (${setting.origin}), but this hop sends to ${
      SENDS_TO[over]
    } and ${chooser?.object ?? 'another hop'} chooses the pod; affinity must sit where the pod is chosen`,
    fix: byKey('let this hop send to the pods themselves, or remove its affinity', setting, 'rely on no affinity of this hop'),
  };
}

function doesAsAsked({ affinity }: StreamPolicy, chooser: Hop): boolean {
  return affinity.kind === 'none' || known(chooser, 'affinity').some(({ value }) => value.kind === affinity.kind);
}
