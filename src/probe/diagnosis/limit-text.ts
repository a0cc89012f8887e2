import type { Verdict } from '../live-check';
import { counted, seconds } from '../verdict';
import { type Cause, limitOf } from './cause';
import { defaultsMatching, matchText } from './defaults';
import { traitFacts } from './facts';
import { ALIKE } from './pairs';
import { fellOnAWrite, isEnvoyPair } from './cut';

/** Who may have set an idle or a total limit: products by their defaults, and what looks the same from outside. */
export function limitSuspects(cause: Cause): Pick<Verdict, 'suspects' | 'source'> & { readonly matches: string } {
  const { milliseconds, http2 } = limitOf(cause);
  const limit = cause.kind === 'idle' ? 'idle' : 'total';
  const matching = cause.kind === 'write-deadline' && !http2 ? [] : defaultsMatching(limit, milliseconds, http2);
  const names = matching.map(({ of }) => of);
  const byEnvoy = showsEnvoy(cause) || names.some(isEnvoy);
  const alike = limit === 'idle' ? ALIKE.envoyIdle : ALIKE.envoyTotal;
  const more = limit === 'idle' ? [...ALIKE.layer.either, ...ALIKE.idleCloser.either.slice(1)] : [];
  const others = names.filter((name) => !isEnvoy(name));
  const source = matching[0]?.source ?? sourceOf(cause);
  return {
    suspects: [...(byEnvoy ? alike.either : []), ...others, ...ofDeadline(cause), ...more, ...ALIKE.hopOfChain.either],
    ...(source === undefined ? {} : { source }),
    matches: matchText(matching),
  };
}

const isEnvoy = (name: string): boolean => name.startsWith('Envoy');

function sourceOf(cause: Cause): string | undefined {
  if (cause.kind === 'write-deadline') return traitFacts.writeDeadline.source;
  return showsEnvoy(cause) ? traitFacts.envoyDelayedClose.source : undefined;
}

/** On HTTP/1.1 one second later than on HTTP/2 is a trait of Envoy, whatever the value. */
export const showsEnvoy = ({ cuts }: Cause): boolean => cuts.some((a) => cuts.some((b) => isEnvoyPair(a, b)));

/** What was compared, and what it may be otherwise. */
export function unclearText({ cuts, apart }: Cause): string {
  const [{ age, quiet, partial, clean }] = cuts;
  const how = `${clean ? 'a regular end without a last event' : 'a cut'}${partial ? ' inside an event' : ''}`;
  return `${counted(cuts.length, 'stream')} ended early: the first by ${how} ${seconds(age)} after its request and ${seconds(quiet)} after its last byte. ${apart}`;
}

/** A total limit that falls on a write looks like a deadline that waits for one. */
function ofDeadline({ kind, cuts }: Cause): string[] {
  const isDeadline = kind === 'write-deadline' || (kind === 'total' && cuts.every((cut) => !cut.http2 && fellOnAWrite(cut)));
  return isDeadline ? ["Caddy's or Traefik's write timeout", "Varnish's send_timeout"] : [];
}
