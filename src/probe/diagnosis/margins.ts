/**
 * What counts as late and as the same moment. Times were measured to about 50 ms on loopback; every margin leaves room
 * for a network, and stays below the smallest difference that has a meaning.
 */

/** HAProxy adds a constant 0.2 s on HTTP/1.1 (measured 0.20 to 0.21 s), which is no buffer: late begins above. */
export const LATE_AT_LEAST_MS = 300;

/**
 * A held tail comes one cadence late, or half of one where heartbeats fall between the events. Late begins a bit below
 * half a cadence, so that jitter does not hide it.
 */
export const LATE_SHARE_OF_CADENCE = 0.4;

/** However slow the cadence: no path without a buffer took longer. */
export const LATE_AT_MOST_MS = 2_000;

/** A buffer makes at least every second event late: no more than this share of them may be a hiccup of the network. */
export const LATE_SHARE_OF_EVENTS = 0.4;

/** A shape is one of a kind when this share of the events has it: the first and the last may differ. */
export const MOST_EVENTS = 0.8;

/** Events that were sent over this many times the span in which they arrived came in one burst. */
export const BURST_RATIO = 10;

/** Two streams ended at the same age, or at the same moment. Staggered streams must begin further apart. */
export const SAME_TIME_MS = 500;

/** A silence that ended a stream was longer than any that streams survived; networks jitter by less than a tenth of it. */
export const LONGER_RATIO = 1.1;

/** Between the second that Envoy adds on HTTP/1.1 and any other difference. */
export const ENVOY_MARGIN_MS = 200;

/** A cut that falls on a write comes one usual gap after the last byte. */
export const ON_A_WRITE_SHARE = 0.15;

/** Timers fire a little late: Varnish ended a limit of 60 s after 60.7 s, one of 600 s after 600.5 s. */
export const DEFAULT_MARGIN_MS = 250;
export const DEFAULT_MARGIN_SHARE = 0.02;

/** A silence nearly as long as the heartbeat counts as one: servers and networks jitter. */
export const NEARLY = 0.9;

/** A heartbeat may come this late: half of one more. */
export const HEARTBEAT_SLACK = 1.5;

/** Three bytes are needed to see that they come regularly. */
export const GAPS_FOR_A_SPACING = 2;

/** Regular bytes that then stay away for three times their spacing have stopped. */
export const STOPPED_AFTER_GAPS = 3;

/** Varnish tells the origin of a client that left at its second or third write, HAProxy and Apache at the next or second. */
export const WRITES_UNTIL_ORIGIN_LEARNS = 3;

/** Clients that return to their instance by luck alone in more than one of twenty runs prove nothing. */
export const LUCK = 0.05;
