import { readFileSync } from 'node:fs';
import { lint } from '../lint/lint';
import type { LintFinding } from '../lint/lint-report';
import type { StreamPolicyProps } from '../policy/stream-policy';
import { Constructs, type Metadata } from './constructs';

/** What cdk8s-cli hands to its validation plugins, as far as it is used here. */
interface Context {
  readonly manifests: readonly string[];
  readonly metadata: Metadata;
  readonly report: {
    addViolation(violation: Violation): void;
    submit(status: 'success' | 'failure', metadata?: Readonly<Record<string, string>>): void;
  };
  readonly logger: { log(message: string): void };
}

interface Violation {
  readonly ruleName: string;
  readonly recommendation: string;
  readonly fix: string;
  readonly violatingResources: readonly {
    readonly resourceName: string;
    readonly locations: readonly string[];
    readonly manifestPath: string;
  }[];
}

/** From worst to mildest. */
const LEVELS = ['error', 'warning', 'note'] as const;

/** Under `properties:` of the validation in cdk8s.yaml. */
export interface StreamValidationProps {
  /** What every stream of the app needs. Default: what each workload's annotation says, else the defaults. */
  readonly policy?: StreamPolicyProps;
  /** The URL paths that stream. Default: what shows signs of a stream is one. */
  readonly streams?: readonly string[];
  /** The mildest level that fails the synthesis. Default `error`. */
  readonly failOn?: (typeof LEVELS)[number];
}

/**
 * A validation plugin of cdk8s-cli (`validations:` in cdk8s.yaml): lints what the app wrote, and fails `cdk8s synth` with the
 * constructs whose objects break a stream.
 */
export class StreamValidation {
  private readonly props: Required<Pick<StreamValidationProps, 'failOn'>> & StreamValidationProps;

  constructor(props: StreamValidationProps = {}) {
    const { failOn = 'error' } = props;
    if (!LEVELS.includes(failOn)) throw new Error(`failOn is "${String(failOn)}"; write one of ${LEVELS.join(', ')}`);
    this.props = { ...props, failOn };
  }

  /** @throws PolicyError when the properties hold a policy that is not valid. */
  async validate({ manifests, metadata, report, logger }: Context): Promise<void> {
    const { failOn, policy, streams } = this.props;
    const files = manifests.map((name) => ({ name, text: readFileSync(name, 'utf8') }));
    const { findings, problems, paths } = await lint(files, { policy, policyFrom: 'the policy of cdk8s.yaml', streams });
    const constructs = await Constructs.of(files, metadata);
    const failing: readonly string[] = LEVELS.slice(0, LEVELS.indexOf(failOn) + 1);
    const open = findings.filter(({ suppressed }) => suppressed === undefined);
    const violations = open.filter(({ level }) => failing.includes(level));
    for (const finding of violations) report.addViolation(violationOf(finding, constructs));
    for (const { file, line = 1, message } of problems) logger.log(`${file}:${line}: ${message}`);
    report.submit(violations.length + problems.length === 0 ? 'success' : 'failure', {
      Streams: paths.length === 0 ? 'none was recognised' : paths.map(({ name }) => name).join(', '),
      'Not shown': `${open.length - violations.length} findings milder than ${failOn}; \`sse-ready lint\` shows them`,
    });
  }
}

function violationOf({ rule, message, fix, source, key, location }: LintFinding, constructs: Constructs): Violation {
  const { file, line, column } = location;
  const { resourceName, hint } = constructs.at(location);
  return {
    ruleName: rule,
    recommendation: `${location.object}: ${message} (${source})`,
    fix,
    violatingResources: [
      { resourceName, locations: [[`line ${line}:${column}`, key, hint].filter(Boolean).join(' ')], manifestPath: file },
    ],
  };
}
