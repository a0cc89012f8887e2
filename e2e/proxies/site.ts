/** What a proxy is configured for: one port of the loopback address with TLS, two servers behind it. */
export interface Site {
  readonly port: number;
  /** Each as `host:port`. */
  readonly servers: readonly string[];
  /** The files of the certificate for `localhost`; `pair` holds both, as HAProxy reads them. */
  readonly tls: { readonly certificate: string; readonly certificateKey: string; readonly pair: string };
}

/**
 * The text with something replaced, every time that it is there.
 *
 * @throws Error where it is not: the case would prove nothing.
 */
export function changed(text: string, ...edits: readonly (readonly [from: string, to: string])[]): string {
  return edits.reduce((before, [from, to]) => {
    if (!before.includes(from)) throw new Error(`there is no "${from}" to change in:\n${before}`);
    return before.replaceAll(from, to);
  }, text);
}
