import { rejected } from '../../../../path/remark';
import type { KubeObject } from '../../../../kubernetes/object';
import { valueAt } from '../../../../kubernetes/owned-key';
import type { Remark } from '../../../../path/hop';
import { set, unknown, type Setting } from '../../../../path/setting';
import type { FoundRoute, Stretch } from '../../implementation';
import { about } from './about';
import { agcRouteFacts as facts } from './facts';
import { servicePoliciesOf } from './targets';

/** What the pods behind a route or an Ingress are asked for their health. */
export function readProbes(found: Pick<FoundRoute, 'policies' | 'services'>): Stretch {
  const read = found.services.map((service) => readProbe(servicePoliciesOf('HealthCheckPolicy', found, [service])[0]));
  return { settings: read.map(({ setting }) => setting), remarks: read.flatMap(({ remarks }) => remarks) };
}

function readProbe(policy: KubeObject | undefined): { setting: Setting; remarks: Remark[] } {
  const path = valueAt(policy, ['spec', 'default', 'http', 'path']);
  if (typeof path !== 'string') {
    return {
      setting: unknown(
        'health-probe-path',
        'without a HealthCheckPolicy with a path, the readiness probe of the pods decides',
        about.probe,
      ),
      remarks: [],
    };
  }
  return { setting: set('health-probe-path', path, about.probe), remarks: healthyCodes(policy) };
}

const STATUS_CODES = 'HealthCheckPolicy spec.default.http.match.statusCodes';

function healthyCodes(policy: KubeObject | undefined): Remark[] {
  const ranges = valueAt(policy, ['spec', 'default', 'http', 'match', 'statusCodes']) as
    { start?: number; end?: number }[] | undefined;
  if (ranges === undefined) {
    return [
      {
        rule: 'health-probe-off-stream-path',
        found: 'the HealthCheckPolicy names no healthy status codes',
        need: 'no source says which codes are healthy then',
        fix: 'set http.match.statusCodes to [{ start: 200, end: 299 }]',
        fact: facts.healthProbe,
        key: STATUS_CODES,
        level: 'unknown',
      },
    ];
  }
  if (ranges.some(({ start = 0, end = 0 }) => start <= 200 && end >= 200)) return [];
  return [
    rejected(
      `the HealthCheckPolicy takes ${JSON.stringify(ranges)} as healthy`,
      'an answer of 200 must count as healthy',
      'set http.match.statusCodes to [{ start: 200, end: 299 }]',
      facts.healthProbe,
      STATUS_CODES,
    ),
  ];
}
