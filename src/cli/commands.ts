import { Command } from 'commander';

interface Named {
  /** As the help of the program shows it, after the name. */
  readonly usage: string;
  readonly description: string;
  readonly load: () => Promise<Command>;
}

/** Each is loaded only when it is asked for: to print the help of the program, or to lint one file, takes no probe. */
const COMMANDS: Readonly<Record<string, Named>> = {
  lint: {
    usage: ' [options] <place...>',
    description: 'say what breaks streams in manifests, Terraform, ARM JSON, nginx and APISIX files, with file and line',
    load: async () => (await import('./lint.js')).lintCommand(),
  },
  plan: {
    usage: ' [options]',
    description:
      'print what each hop must be set to for a policy, with sources; where a combination cannot work: why, and the nearest that can',
    load: async () => (await import('./plan.js')).planCommand(),
  },
  probe: {
    usage: ' [options] <url>',
    description: 'say, with evidence, whether a live endpoint really streams',
    load: async () => (await import('./probe.js')).probeCommand(),
  },
  judge: {
    usage: ' [options] <file...>',
    description: 'judge recordings of "sse-ready probe --record" again, without a network',
    load: async () => (await import('./judge.js')).judgeCommand(),
  },
  explain: {
    usage: ' [options] <what>',
    description: 'print what is known about a rule, a live check or a hop, with sources',
    load: async () => (await import('./explain.js')).explainCommand(),
  },
  schema: {
    usage: ' [options] [of]',
    description:
      'print the JSON Schema of a policy file or of sse-ready.yaml, for editors, or of what `lint --format json` prints',
    load: async () => (await import('./schema.js')).schemaCommand(),
  },
};

/** All commands for the help of the program, those whole that the first words of the command line name. */
export function commandsFor(words: readonly string[]): Promise<Command[]> {
  return Promise.all(
    Object.entries(COMMANDS).map(async ([name, { usage, description, load }]) =>
      (words.includes(name) ? await load() : new Command(`${name}${usage}`)).description(description),
    ),
  );
}
