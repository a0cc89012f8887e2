import { remarksOnly, type Rule } from './rule';

export const hopDoesNotSupportSse: Rule = {
  id: 'hop-does-not-support-sse',
  level: 'error',
  title: 'Every hop supports Server-Sent Events.',
  symptom: 'Streams break in ways that no setting cures.',
  cause: 'The vendor says that the product, or this tier or interface of it, does not support Server-Sent Events.',
  remedy: 'Lead the stream around this hop, or take a tier or interface that supports it.',
  aspects: [],
  provenBy: [{ check: 'streams-without-buffering' }, { check: 'event-stream-headers' }],
  ask: remarksOnly,
};
