import type { KubeObject } from '../../kubernetes/object';
import { unknown, type Setting } from '../../path/setting';
import { about, keyOf } from './about';
import { isTrue, written } from './annotations';
import { nginxFacts as facts } from './facts';

const NAME = 'ssl-passthrough';

const WHY = `${NAME} is "true", and the flags of the controller are not in the input: with --enable-ssl-passthrough it hands TLS on unread and heeds nothing else of this Ingress`;

/** Whether TLS may go to the pods unread: nothing else that is written then tells what becomes of a stream. */
export const mayPassThrough = (ingress: KubeObject): boolean => isTrue(written(ingress, NAME));

export const passedThrough: readonly Setting[] = (
  [
    ['idle-limit', about.readTimeout.name],
    ['response-buffering', about.buffering.name],
    ['affinity', about.cookie.name],
    ['balances-over', about.upstream.name],
  ] as const
).map(([aspect, name]) => unknown(aspect, WHY, { name, key: keyOf(NAME), fact: facts.passthrough }));
