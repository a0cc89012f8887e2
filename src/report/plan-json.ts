import { firstCut } from '../path/first-cut';
import type { WrittenKey } from '../hops/written-key';
import type { Hop } from '../path/hop';
import type { Setting } from '../path/setting';
import type { Choice } from '../plan/choose';
import type { StreamPolicy } from '../policy/stream-policy';
import { whatToWrite } from './what-to-write';

/** A plan as data for JSON and YAML; times as their texts. */
export function planAsData(
  policy: StreamPolicy,
  { via, works, problems, notes, path, write, findings, nearest }: Choice,
): object {
  return {
    version: 1,
    policy: policy.toJSON(),
    via,
    works,
    problems,
    notes,
    hops: path.hops.map((hop, index) => hopAsData(hop, write[index])),
    firstCut: firstCut(policy, path),
    findings,
    ...(nearest === undefined ? {} : { nearest }),
  };
}

const hopAsData = ({ type, object, settings }: Hop, write: readonly WrittenKey[] = []): object => ({
  type,
  object,
  settings: settings.map((setting) => settingAsData(setting, whatToWrite(setting, write))),
  write,
});

function settingAsData(setting: Setting, write: string | undefined): object {
  const { aspect, name, key, origin, fact } = setting;
  const value = setting.origin === 'unknown' ? { why: setting.why } : { value: asData(setting.value) };
  return {
    aspect,
    name,
    ...(key === undefined ? {} : { key }),
    origin,
    ...value,
    ...(write === undefined ? {} : { write }),
    source: fact.source,
    checked: fact.checked,
  };
}

/** Durations say themselves in JSON. */
const asData = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown;
