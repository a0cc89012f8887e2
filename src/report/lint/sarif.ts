import type { LintFinding, LintReport } from '../../lint/lint-report';
import { pageOf } from '../rule-link';
import { findingLines } from './finding-lines';
import { leftOutLines } from './left-out';
import { declaredRules, sarifLevel } from './sarif-rule';
import { sarifText, uriOf } from './sarif-text';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const ROOT = '%SRCROOT%';

interface Place {
  readonly file: string;
  readonly line?: number | undefined;
  readonly column?: number;
  readonly object?: string;
}

/**
 * The report as SARIF 2.1.0, for code scanning. A finding that is in no file becomes a notification of the run: GitHub
 * refuses a whole file for one result without a location (https://github.com/github/codeql-action/issues/2459).
 */
export function formatSarif(report: LintReport): string {
  const { findings, problems, skipped } = report;
  const rules = declaredRules(findings.map(({ rule }) => rule));
  const run = {
    tool: { driver: { name: 'sse-ready', rules } },
    originalUriBaseIds: { [ROOT]: { description: { text: 'The folder that sse-ready was run in.' } } },
    columnKind: 'utf16CodeUnits',
    invocations: [
      {
        executionSuccessful: problems.length === 0,
        toolExecutionNotifications: [
          ...problems.map(({ message, ...place }) => notification('error', message, place)),
          ...leftOutLines(report).map((line) => ({ level: 'note', message: { text: sarifText(line) } })),
          ...skipped.map(({ reason, ...place }) => notification('note', `Passed over: ${reason}`, place)),
          ...findings.filter((finding) => !isInFile(finding)).map(unplaced),
        ],
      },
    ],
    results: findings.filter(isInFile).map((finding) => ({
      ruleIndex: rules.findIndex(({ id }) => id === finding.rule),
      ...result(finding),
    })),
  };
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, null, 2)}\n`;
}

const isInFile = ({ location }: LintFinding): boolean => location.file !== '';

function result(finding: LintFinding) {
  const { rule, level, location, fingerprint, suppressed } = finding;
  return {
    ruleId: rule,
    kind: level === 'unknown' ? 'open' : 'fail',
    level: sarifLevel(level),
    message: messageOf(finding),
    locations: [locationOf(location)],
    partialFingerprints: { 'sseReady/v1': fingerprint },
    // An empty list would say that somebody looked and accepted nothing.
    ...(suppressed === undefined ? {} : { suppressions: [{ kind: suppressed.kind, justification: suppressed.reason }] }),
    ...fixesOf(finding),
    properties: propertiesOf(finding),
  };
}

/** What `--fix` would write. */
function fixesOf({ change, fix, location }: LintFinding) {
  if (change === undefined || 'doubt' in change) return {};
  const { start, end, text } = change;
  const replacement = { deletedRegion: { charOffset: start, charLength: end - start }, insertedContent: { text } };
  const artifactLocation = { uri: uriOf(location.file), uriBaseId: ROOT };
  const artifactChanges = [{ artifactLocation, replacements: [replacement] }];
  return { fixes: [{ description: { text: sarifText(fix) }, artifactChanges }] };
}

function unplaced(finding: LintFinding) {
  return {
    ...notification(sarifLevel(finding.level), '', { file: '', object: finding.location.object }),
    message: messageOf(finding),
    associatedRule: { id: finding.rule },
    properties: { ...propertiesOf(finding), suppressed: finding.suppressed },
  };
}

function notification(level: string, text: string, place: Place) {
  return { level, message: { text: sarifText(text) }, locations: [locationOf(place)] };
}

const messageOf = (finding: LintFinding) => ({ text: sarifText(findingLines(finding).join('\n')) });

function propertiesOf({ rule, hop, message, fix, source, paths }: LintFinding) {
  return { hop, message, fix, source, page: pageOf(rule), paths };
}

function locationOf({ file, line, column, object }: Place) {
  const region = line === undefined ? {} : { region: { startLine: line, startColumn: column } };
  return {
    ...(file === '' ? {} : { physicalLocation: { artifactLocation: { uri: uriOf(file), uriBaseId: ROOT }, ...region } }),
    ...(object === undefined ? {} : { logicalLocations: [{ name: object, kind: 'resource' }] }),
  };
}
