import { rejected } from './remark';
import { facts } from './fact';
import type { Remark } from './hop';

const propFacts = facts({
  ports: {
    says: 'A port is a whole number from 1 to 65535.',
    min: 1,
    max: 65_535,
    source: 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#ports',
    checked: '2026-11-21',
    known: 'documented',
  },
  paths: {
    says: 'The path of an HTTP request starts with a slash.',
    source: 'https://www.rfc-editor.org/rfc/rfc9112#section-3.2.1',
    checked: '2026-11-21',
    known: 'documented',
  },
  counts: {
    says: 'A Deployment runs a whole number of pods; with none of them nothing serves the stream.',
    min: 1,
    source: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#replicas',
    checked: '2026-11-21',
    known: 'documented',
  },
});

const shown = (prop: string, value: unknown): string => `${prop} is ${JSON.stringify(value) ?? String(value)}`;
const isWhole = (value: unknown, min: number, max: number): boolean =>
  Number.isInteger(value) && Number(value) >= min && Number(value) <= max;

/** A port by number; by name where `isNamed` it is the pods' own word. */
export function portRemarks(prop: string, value: unknown, isNamed = false): Remark[] {
  const { min, max } = propFacts.ports;
  if (value === undefined || isWhole(value, min, max) || (isNamed && typeof value === 'string' && value !== '')) return [];
  return [
    rejected(
      shown(prop, value),
      `a port is a whole number from ${min} to ${max}`,
      `correct ${prop} in the props`,
      propFacts.ports,
    ),
  ];
}

export function pathRemarks(prop: string, value: unknown): Remark[] {
  if (value === undefined || (typeof value === 'string' && value.startsWith('/'))) return [];
  return [
    rejected(shown(prop, value), 'a path starts with "/"', `correct ${prop} in the props, such as "/readyz"`, propFacts.paths),
  ];
}

export function countRemarks(prop: string, value: unknown): Remark[] {
  const { min } = propFacts.counts;
  if (value === undefined || isWhole(value, min, Number.MAX_SAFE_INTEGER)) return [];
  return [
    rejected(shown(prop, value), `it takes a whole number, ${min} or more`, `correct ${prop} in the props`, propFacts.counts),
  ];
}
