import { check } from '../check';
import type { TextFile } from '../load/loader';
import { loadTexts } from '../load/loaders';
import { unreadRoutes } from '../load/unread-routes';
import { sourceOf } from '../load/positions';
import type { Hop } from '../path/hop';
import type { Path } from '../path/path';
import { AnnotatedPolicies } from './annotation';
import { PolicyChooser, type ChosenPolicy } from './choose-policy';
import { findStreams } from './find-streams';
import { baselined } from './baseline';
import { mergeFindings } from './findings';
import { Fingerprints } from './fingerprints';
import { withLevels } from './levels';
import type { LintOptions } from './lint-options';
import type { LintReport } from './lint-report';
import { withoutPolicy } from './no-policy';
import type { Finding } from '../rules/rule';
import type { Recognised } from './recognise';
import { Suppressing } from './suppressing';
import { suppressionsOf } from './suppressions';
import { unquotedFindings } from './unquoted';

/**
 * Says what breaks streams in anybody's files: manifests, Terraform and whatever else has a loader. Works on texts alone.
 *
 * @param files Each text with a name, such as its path; the name tells its format. `-` is read as manifests.
 * @throws PolicyError when the policy or an option is not valid. What cannot be read is in the report.
 */
export async function lint(files: readonly TextFile[], options: LintOptions = {}): Promise<LintReport> {
  const chooser = new PolicyChooser(options);
  const named = chooser.named();
  const { problems, skipped, ...input } = await loadTexts(files);
  const policies = new AnnotatedPolicies();
  const found = findStreams(input, named, policies);
  const streams = withOwnNames(found.streams).map((stream) => ({
    ...stream,
    ...chooser.choose(stream.streams, stream.annotated),
  }));
  const suppressing = new Suppressing(suppressionsOf(input, input.comments, files));
  const fingerprints = new Fingerprints();
  const merged = mergeFindings(checked(streams), { suppressing, fingerprints, changes: options.changes });
  const own = suppressing.findings(streams.map(({ path }) => path)).map((each) => fingerprints.mark(each));
  const findings = withLevels([...merged, ...own], options.levels ?? {});
  return {
    version: 1,
    paths: streams.map(({ path, evidence, from }) => ({
      name: path.name,
      evidence,
      policy: from,
      hops: path.hops.map(({ object }) => object),
    })),
    leftOut: found.leftOut,
    findings: baselined(findings, options.baseline, files),
    problems: [...problems, ...found.problems, ...policies.problems],
    skipped: [...skipped, ...unreadRoutes(input.objects)],
  };
}

/** One path after the other: what is found is not held for all of them at once. */
function* checked(streams: readonly (Recognised & ChosenPolicy)[]): Iterable<{ path: Path; findings: Finding[] }> {
  for (const { path, policy, isStated } of streams) {
    const findings = isStated ? check(policy, path) : withoutPolicy(policy, path);
    yield { path, findings: [...findings, ...unquotedFindings(path)] };
  }
}

/** A repository may hold the same object for each environment; its file then tells the paths apart. */
function withOwnNames(streams: readonly Recognised[]): Recognised[] {
  const counts = new Map<string, number>();
  for (const { path } of streams) counts.set(path.name, (counts.get(path.name) ?? 0) + 1);
  return streams.map((stream) => {
    const { name, hops } = stream.path;
    const file = counts.get(name) === 1 ? undefined : hops.map(fileOf).find((each) => each !== undefined);
    return file === undefined ? stream : { ...stream, path: { name: `${name} (${file})`, hops } };
  });
}

const fileOf = ({ sources: [main] = [] }: Hop): string | undefined => (main === undefined ? undefined : sourceOf(main)?.file);
