import type { KubeObject } from '../../kubernetes/object';
import type { Fact } from '../../path/fact';
import type { Remark } from '../../path/hop';
import { keyOf } from './about';
import { integerOf, written } from './annotations';
import { nginxFacts as facts } from './facts';

/** Values that pass the checks and stop nginx from taking any configuration at all. */
export function refusedFileRemarks(ingress: KubeObject): Remark[] {
  const refused = (name: string, takes: string, fact: Fact = facts.refusedFile): Remark => ({
    rule: 'value-rejected-by-target',
    found: `${keyOf(name)} is "${written(ingress, name)}"`,
    need: `nginx refuses the whole file, which blocks every later change of every Ingress of the controller; it takes ${takes}`,
    fix: `write ${takes}, or remove ${keyOf(name)}`,
    fact,
    key: keyOf(name),
  });
  const negative = ['proxy-connect-timeout', 'proxy-read-timeout', 'proxy-send-timeout'].filter(
    (name) => (integerOf(ingress, name) ?? 0) < 0,
  );
  const buffers = integerOf(ingress, 'proxy-buffers-number');
  const busy = bytes(written(ingress, 'proxy-busy-buffers-size'));
  const one = bytes(written(ingress, 'proxy-buffer-size') ?? '4k') ?? 0;
  return [
    ...negative.map((name) => refused(name, 'bare seconds, 1 or more')),
    ...(buffers !== undefined && buffers < 2 ? [refused('proxy-buffers-number', '2 or more')] : []),
    ...(busy !== undefined && busy < one ? [refused('proxy-busy-buffers-size', 'at least proxy-buffer-size')] : []),
    ...(isTooMany(ingress) ? [refused('limit-connections', `${MOST_CONNECTIONS} at most`, facts.refusedLimit)] : []),
    ...(hasNoBurst(ingress) ? [refused(BURST, '1 or more', facts.refusedLimit)] : []),
  ];
}

const MOST_CONNECTIONS = facts.refusedLimit.max;
const BURST = 'limit-burst-multiplier';

const isTooMany = (ingress: KubeObject): boolean => (integerOf(ingress, 'limit-connections') ?? 0) > MOST_CONNECTIONS;

/** The multiplier alone is written nowhere. */
const hasNoBurst = (ingress: KubeObject): boolean =>
  (integerOf(ingress, BURST) ?? 1) < 1 && ['limit-rps', 'limit-rpm'].some((name) => (integerOf(ingress, name) ?? 0) > 0);

function bytes(size: string | undefined): number | undefined {
  const [, digits, unit = ''] = /^(\d+)([bkmg]?)$/i.exec(size ?? '') ?? [];
  return digits === undefined ? undefined : Number(digits) * 1024 ** Math.max(0, 'bkmg'.indexOf(unit.toLowerCase() || 'b'));
}
