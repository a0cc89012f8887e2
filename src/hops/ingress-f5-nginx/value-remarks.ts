import { listAt } from '../../kubernetes/ingress';
import { valueAt } from '../../kubernetes/owned-key';
import type { Edit } from '../../path/edit';
import type { Fact } from '../../path/fact';
import type { Remark } from '../../path/hop';
import { rejected } from '../../path/remark';
import { STICKY } from './about';
import { CHECKS, passes, SERVES_NOTHING, written, type Served } from './annotations';
import { f5NginxFacts as facts } from './facts';
import { stickyList } from './read-affinity';
import { snippetsOf } from './snippet-remarks';
import { stickyProblem } from './sticky';

/** What becomes of values that the controller or nginx does not take. */
export const valueRemarks = (served: Served): Remark[] => [
  ...refused(served),
  ...parameters(served),
  ...noHost(served),
  ...limited(served),
  ...snippetsOf(served),
];

const FACTS: Readonly<Record<string, Fact>> = { [STICKY]: facts.stickyList, 'lb-method': facts.lbMethod };

function refused(served: Served): Remark[] {
  return Object.entries(CHECKS).flatMap(([name, { takes }]) => {
    const found = name === STICKY ? listWritten(served) : written(served, name);
    if (found === undefined || passes(name, found.value)) return [];
    const { key, value } = found;
    return [
      {
        ...rejected(
          `${key} is "${value}"`,
          `${SERVES_NOTHING}; it takes ${takes}`,
          `write ${takes}, or remove it`,
          FACTS[name] ?? facts.rejected,
          key,
        ),
        ...meant(name, key, value),
      },
    ];
  });
}

function listWritten(served: Served): { value: string; key: string } | undefined {
  const sticky = stickyList(served);
  return sticky === undefined ? undefined : { value: sticky.text, key: sticky.key };
}

/** What a switch of nginx is as one of the controller is beyond doubt, and so is a list with a space too many. */
function meant(name: string, key: string, value: string): { fix: string; edit: Edit } | undefined {
  const meaning = name === 'proxy-buffering' ? { on: 'true', off: 'false' }[value] : undefined;
  const trimmed =
    name === STICKY
      ? value
          .trim()
          .replace(/\s*;\s*/g, ';')
          .replace(/;$/, '')
      : undefined;
  const right = meaning ?? (trimmed !== undefined && passes(STICKY, trimmed) ? trimmed : undefined);
  return right === undefined ? undefined : { fix: `write "${right}"`, edit: { key, value: right } };
}

function parameters(served: Served): Remark[] {
  const sticky = stickyList(served);
  return (sticky?.list ?? []).flatMap(({ service, text }) => {
    const problem = stickyProblem(text);
    if (problem === undefined || sticky === undefined) return [];
    return [
      rejected(
        `${sticky.key} has "${text}" for ${service}: ${problem}`,
        'the check of the controller does not look at it, and nginx refuses its whole configuration, which blocks every later change of every route',
        'write the name of the cookie and then expires=1d, path=/, secure, httponly and samesite=lax, or some of these',
        facts.stickyParameters,
        sticky.key,
      ),
    ];
  });
}

function noHost({ ingress }: Served): Remark[] {
  const hosts = listAt(ingress, 'spec', 'rules').map((rule) => valueAt(rule, ['host']));
  if (hosts.every((host) => typeof host === 'string' && host !== '')) return [];
  return [
    rejected(
      'a rule has no host',
      `${SERVES_NOTHING}, unless it runs with -allow-empty-ingress-host, which the input does not show`,
      'write the host that clients use',
      facts.host,
      'spec.rules',
    ),
  ];
}

function limited(served: Served): Remark[] {
  const most = written(served, 'max-conns');
  return most === undefined ? [] : limitedConnections(most.value, most.key);
}

/** Of the most connections that nginx opens to one pod. */
export function limitedConnections(most: string, key: string): Remark[] {
  if (!(Number(most) > 0)) return [];
  return [
    {
      rule: 'connection-limit-on-stream',
      found: `${key} is "${most}"`,
      need: `each open stream counts as one of ${most} connections to a pod, and a request beyond them finds no pod`,
      fix: `remove ${key}, or raise it above the streams of one pod`,
      fact: facts.maxConns,
      key,
    },
  ];
}
