/** Fewer than the ports that Linux hands out by default: `net.ipv4.ip_local_port_range` is 32768 to 60999. */
const STREAMS_PER_ADDRESS = 25_000;

/**
 * The address of this machine from which the nth stream of a load connects, from 0. To one address of a server one
 * address of a client has no more connections than ports; on loopback there are more addresses, on Linux all of 127.0.0.0/8.
 * Undefined: as the system chooses.
 */
export function localAddressFor(index: number, host: string): string | undefined {
  const block = Math.floor(index / STREAMS_PER_ADDRESS);
  return block === 0 || !/^127(?:\.\d{1,3}){3}$/.test(host) || process.platform !== 'linux' ? undefined : `127.0.0.${1 + block}`;
}
