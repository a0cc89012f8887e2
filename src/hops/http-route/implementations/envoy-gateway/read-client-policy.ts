import type { KubeObject } from '../../../../kubernetes/object';
import { valueAt } from '../../../../kubernetes/owned-key';
import type { Remark } from '../../../../path/hop';
import { byDefault, set, unknown, type Setting } from '../../../../path/setting';
import type { TimeLimit } from '../../../../policy/duration';
import { limitIn } from '../../duration-in';
import { about } from './about';
import type { Attachment } from './attachments';
import { envoyGatewayFacts as facts } from './facts';
import { oneOf, rivalRemark } from './rivals';
import { policiesAt } from './targets';

/** What the ClientTrafficPolicy of a listener says. */
export interface ClientPolicy {
  /** Several where which of them counts is not in the input. */
  readonly policies: readonly KubeObject[];
  readonly streamIdle: TimeLimit | 'unknown' | undefined;
  readonly maxStream: TimeLimit | 'unknown' | undefined;
  readonly http2: Setting;
  readonly remarks: readonly Remark[];
}

export const RIVAL_CLIENT_POLICIES =
  'several ClientTrafficPolicies are for the same target, and which of them counts is not in the input';

export function readClientPolicy(attachment: Attachment, objects: readonly KubeObject[]): ClientPolicy {
  const policies = policiesAt('ClientTrafficPolicy', attachment, objects);
  const field = (...path: string[]) => oneOf(policies.map((policy) => valueAt(policy, ['spec', ...path])));
  const limit = (...path: string[]) => {
    const value = field(...path);
    return value === 'unknown' ? value : limitIn(value);
  };
  return {
    policies,
    streamIdle: limit('timeout', 'http', 'streamIdleTimeout'),
    maxStream: limit('connection', 'connectionLimit', 'maxStreamDuration'),
    http2: readHttp2(field('tls', 'alpnProtocols')),
    remarks: policies.length > 1 ? [rivalRemark(policies)] : [],
  };
}

function readHttp2(protocols: unknown): Setting {
  if (protocols === 'unknown') return unknown('http2', RIVAL_CLIENT_POLICIES, about.http2);
  if (!Array.isArray(protocols)) return byDefault('http2', facts.http2.default, about.http2);
  return set('http2', protocols.includes('h2') ? 'on' : 'off', about.http2);
}
