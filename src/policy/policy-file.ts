import type * as Yaml from 'yaml';
import { yaml } from './yaml';
import { PolicyError, StreamPolicy, type StreamPolicyProps } from './stream-policy';

/**
 * Reads a policy from JSON or YAML text (JSON is YAML).
 * @throws PolicyError when the text cannot be read, or naming every problem of the policy at once.
 */
export function parsePolicy(text: string): StreamPolicy {
  const document = yaml().parseDocument(text);
  const [error] = document.errors;
  if (error !== undefined) throw notYaml(error);
  return new StreamPolicy(valueOf(document) as StreamPolicyProps);
}

function valueOf(document: Yaml.Document): unknown {
  try {
    return document.toJS();
  } catch (error) {
    // An alias without its anchor, or aliases that multiply without end, show only here.
    throw notYaml(error as Error);
  }
}

const notYaml = ({ message }: Error) => new PolicyError([{ field: '', message: `cannot be read as YAML: ${message.trimEnd()}` }]);

/** Writes a policy as YAML that `parsePolicy` reads back to an equal one. */
export function formatPolicy(policy: StreamPolicy): string {
  return yaml().stringify(policy.toJSON());
}
