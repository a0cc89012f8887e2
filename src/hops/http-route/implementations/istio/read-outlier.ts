import { valueAt } from '../../../../kubernetes/owned-key';
import type { Fact } from '../../../../path/fact';
import type { Remark } from '../../../../path/hop';
import { istioFacts } from './facts';
import { meshFacts as facts } from './mesh-facts';

const KEY = 'DestinationRule spec.trafficPolicy.outlierDetection';
const RETRIES = istioFacts.retry.default;
/** Of two pods one must be ejectable. */
const HALF = 50;

const FIX = `write ${KEY} with splitExternalLocalOriginErrors: true, consecutiveLocalOriginFailures: ${RETRIES} and maxEjectionPercent: 100`;

/** Whether a pod that refuses connections leaves a hash before clients notice. */
export function outlierRemarks(policy: unknown): Remark[] {
  const outlier = valueAt(policy, ['outlierDetection']);
  if (outlier === undefined || outlier === null) {
    return [
      harmful(
        'there is a consistentHash and no outlierDetection',
        'the retries of a request go back to the pod that refused it, and its client gets 503',
        'warning',
        facts.hashRetries,
      ),
    ];
  }
  return [...countRemarks(failuresBeforeEjection(outlier)), ...shareRemarks(valueAt(outlier, ['maxEjectionPercent']))];
}

function countRemarks(failures: number | undefined): Remark[] {
  if (failures === undefined) {
    return [
      harmful(
        'outlierDetection counts no connection that fails',
        'a pod that refuses them is never ejected',
        'warning',
        facts.ejection,
      ),
    ];
  }
  if (failures <= RETRIES) return [];
  const found = `outlierDetection ejects a pod after ${failures} connections that failed`;
  return [
    harmful(
      found,
      `after ${RETRIES} retries a request is over, and the first clients of a dead pod get 503`,
      'note',
      facts.ejection,
    ),
  ];
}

function shareRemarks(written: unknown): Remark[] {
  const isWritten = typeof written === 'number' && written > 0;
  const percent = isWritten ? written : facts.ejectionShare.default;
  if (percent >= HALF) return [];
  const found = `maxEjectionPercent is ${percent}${isWritten ? '' : ' (default)'}`;
  return [harmful(found, `of fewer than ${Math.ceil(100 / percent)} pods it ejects none`, 'warning', facts.ejectionShare)];
}

/** Undefined where no number of them ejects. Unless they are counted apart, they count as answers of 503. */
function failuresBeforeEjection(outlier: unknown): number | undefined {
  const counted = (key: string): number | undefined => {
    const value = valueAt(outlier, [key]);
    return typeof value === 'number' ? value : undefined;
  };
  if (valueAt(outlier, ['splitExternalLocalOriginErrors']) === true) {
    const own = counted('consecutiveLocalOriginFailures') ?? 0;
    return own > 0 ? own : facts.ejection.default;
  }
  const limits = [counted('consecutive5xxErrors') ?? facts.ejection.default, counted('consecutiveGatewayErrors') ?? 0];
  const inForce = limits.filter((limit) => limit > 0);
  return inForce.length === 0 ? undefined : Math.min(...inForce);
}

const harmful = (found: string, need: string, level: 'warning' | 'note', fact: Fact): Remark => ({
  rule: 'affinity-conflicts-with-load-balancing',
  level,
  found,
  need,
  fix: FIX,
  fact,
  key: KEY,
});
