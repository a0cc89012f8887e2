/** The tag, and the annotation, that make a Redis the log of a stream; its value is the rate. Tag names have no slash. */
export const RATE_TAG = 'sse-ready.events-per-second';
export const RATE_ANNOTATION = 'sse-ready.dev/events-per-second';

/** A name that says that it holds a log of events. */
const LOG_NAME = /(?:^|[-_])(?:sse|backplane|event-?log)(?:[-_]|$)/i;

export const isNamedForALog = (name: unknown): boolean => typeof name === 'string' && LOG_NAME.test(name);
