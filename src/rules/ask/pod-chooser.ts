import { known, settingsOf, type Hop } from '../../path/hop';
import type { Path } from '../../path/path';

/** The hop that decides on which pod a client lands. */
export interface PodChooser {
  /** Absent when no hop of the path says that it chooses among pods. */
  readonly hop: Hop | undefined;
  /** A hop that may choose before it, for all we know. */
  readonly doubt: Hop | undefined;
}

/**
 * An HTTP proxy that sends to pods bypasses the Service behind it, and whatever stands in front of a proxy only
 * chooses among its copies: so the last proxy decides, or, where it hands over to an address, the next hop that does.
 */
export function podChooser(path: Path): PodChooser {
  const lastProxy = path.hops.findLastIndex((hop) => hop.layer === 'http' && known(hop, 'balances-over').length > 0);
  const fromProxy = path.hops.slice(Math.max(lastProxy, 0));
  const chooser = fromProxy.findIndex((hop) => known(hop, 'balances-over').some(({ value }) => value === 'pods'));
  const before = chooser === -1 ? fromProxy : fromProxy.slice(0, chooser);
  return { hop: chooser === -1 ? undefined : fromProxy[chooser], doubt: before.find(mayChoose) };
}

/** The hops whose affinity counts: the chooser, or all of them while nobody knows who chooses. */
export function mayDecide(path: Path): readonly Hop[] {
  const { hop } = podChooser(path);
  return hop === undefined ? path.hops : [hop];
}

function mayChoose(hop: Hop): boolean {
  return hop.type === 'unknown' || settingsOf(hop, 'balances-over').some(({ origin }) => origin === 'unknown');
}
