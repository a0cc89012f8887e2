import type { KubeObject } from '../../../../kubernetes/object';
import { valueAt } from '../../../../kubernetes/owned-key';
import type { Remark } from '../../../../path/hop';
import { byDefault, set, unknown, type Setting } from '../../../../path/setting';
import type { TimeLimit } from '../../../../policy/duration';
import { limitIn } from '../../duration-in';
import { about } from './about';
import type { Attachment } from './attachments';
import { envoyGatewayFacts as facts } from './facts';
import { UNCLEAR } from './level';
import { policiesAt } from './targets';

/** What the ClientTrafficPolicy of a listener says. */
export interface ClientPolicy {
  /** Several where which of them counts is not in the input. */
  readonly policies: readonly KubeObject[];
  readonly why: string | undefined;
  readonly streamIdle: TimeLimit | 'unknown' | undefined;
  readonly maxStream: TimeLimit | 'unknown' | undefined;
  readonly http2: Setting;
  readonly remarks: readonly Remark[];
}

export function readClientPolicy(attachment: Attachment, objects: readonly KubeObject[]): ClientPolicy {
  const { policies, why, remarks } = policiesAt('ClientTrafficPolicy', attachment, objects);
  // What all say alike counts, whichever of them does.
  const field = (...path: string[]): unknown => {
    const values = policies.map((policy) => valueAt(policy, ['spec', ...path]));
    const all = why === UNCLEAR ? [...values, undefined] : values;
    return new Set(all.map((value) => JSON.stringify(value))).size > 1 ? UNKNOWN : values[0];
  };
  const limit = (...path: string[]) => {
    const value = field(...path);
    return value === UNKNOWN ? 'unknown' : limitIn(value);
  };
  const protocols = field('tls', 'alpnProtocols');
  return {
    policies,
    why,
    streamIdle: limit('timeout', 'http', 'streamIdleTimeout'),
    maxStream: limit('connection', 'connectionLimit', 'maxStreamDuration'),
    http2: protocols === UNKNOWN ? unknown('http2', String(why), about.http2) : readHttp2(protocols),
    remarks,
  };
}

const UNKNOWN = Symbol('unknown');

function readHttp2(protocols: unknown): Setting {
  if (!Array.isArray(protocols)) return byDefault('http2', facts.http2.default, about.http2);
  return set('http2', protocols.includes('h2') ? 'on' : 'off', about.http2);
}
