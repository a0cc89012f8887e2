import { known, type Hop } from '../path/hop';
import type { Known } from '../path/setting';
import { textOf, type StreamPath } from '../policy/stream-path';
import type { StreamPolicy } from '../policy/stream-policy';
import { byKey } from './ask/fix';
import { judge, type Verdict } from './ask/judge';
import { covers } from './ask/url-path';
import type { Answer, Rule } from './rule';

export const healthProbeOffStreamPath: Rule = {
  id: 'health-probe-off-stream-path',
  level: 'error',
  title: 'No health check asks for a stream.',
  symptom: 'Pods turn unhealthy for no reason, or thousands of streams are open that no client asked for.',
  cause: 'A health check waits for the end of the answer. A stream does not end, so the check times out and fails.',
  remedy: 'Point the health check at a path that answers at once.',
  aspects: ['health-probe-path'],
  provenBy: [],
  ask: (policy, path) => [
    ...judge(path, 'health-probe-path', (setting) => judgeProbe(policy, setting)),
    ...path.hops.flatMap((hop) => ofWholeSite(policy, hop)),
  ],
};

function judgeProbe({ paths }: StreamPolicy, setting: Known<'health-probe-path'>): Verdict | undefined {
  const stream = paths.find((one) => covers(one, urlOf(setting)) && !isWholeSite(one, setting));
  if (stream === undefined) return undefined;
  return {
    message: `${setting.name} asks for ${setting.value} (${setting.origin}), which is on the stream path ${textOf(stream)}: the check never gets the end of an answer; it must ask for another path`,
    fix: byKey('ask for a path that answers at once, such as /healthz', setting, 'serve the stream on another path'),
  };
}

/** A prefix "/" names the whole site, which does not mean that each of its paths streams. */
function ofWholeSite({ paths }: StreamPolicy, hop: Hop): Answer[] {
  const probes = known(hop, 'health-probe-path').filter((setting) => paths.some((one) => isWholeSite(one, setting)));
  const [first] = probes;
  if (first === undefined) return [];
  return [
    {
      hop,
      level: 'unknown',
      message: `the policy calls every path a stream, so whether the health checks of ${probes.map(({ value }) => value).join(' and ')} answer at once cannot be known`,
      fix: "name the paths that stream in the policy's paths, in place of /",
      fact: first.fact,
    },
  ];
}

function isWholeSite(stream: StreamPath, setting: Known<'health-probe-path'>): boolean {
  return 'prefix' in stream && stream.prefix === '/' && urlOf(setting) !== '/';
}

const urlOf = ({ value }: Known<'health-probe-path'>): string => value.split('?')[0] || '/';
