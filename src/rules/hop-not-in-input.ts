import { webFacts } from './ask/web-facts';
import type { Rule } from './rule';

export const hopNotInInput: Rule = {
  id: 'hop-not-in-input',
  level: 'unknown',
  title: 'Every hop of the path is in the input.',
  symptom: 'The check finds nothing wrong, and streams are cut or held back all the same.',
  cause: 'A hop must be there and was not read, so nothing is known of its limits, its buffers and its affinity.',
  remedy: 'Add its manifest, Terraform plan or configuration to the input, or measure the deployed path.',
  aspects: [],
  provenBy: [
    { check: 'streams-without-buffering' },
    { check: 'survives-idle' },
    { check: 'survives-max-age' },
    { check: 'affinity-holds' },
  ],
  ask: (_policy, { hops }) =>
    hops
      .filter((hop) => hop.type === 'unknown')
      .map((hop) => ({
        hop,
        message: `the path leads through ${hop.object}, which the input does not have; nothing is known of limits, buffering, affinity and drain there`,
        fix: 'add it to the input, or measure the deployed path',
        fact: webFacts.intermediaries,
        key: hop.referredBy,
      })),
};
