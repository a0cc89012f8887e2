export { Duration, DurationError, type Disabled, type TimeLimit } from './policy/duration';
export {
  PolicyError,
  policyJsonSchema,
  StreamPolicy,
  type Affinity,
  type PolicyProblem,
  type StreamPath,
  type StreamPolicyProps,
} from './policy/stream-policy';
export { logLength } from './policy/log-length';
export { formatPolicy, parsePolicy } from './policy/policy-file';
export type { Fact } from './path/fact';
export { unknownHop, type Hop, type Layer, type Remark } from './path/hop';
export type { Path } from './path/path';
export type { Aspect, AspectValues, HopAffinity, Setting, SettingOf, Switch } from './path/setting';
export { firstCut } from './path/first-cut';
export { check, fails } from './check';
export { rules } from './rules/index';
export type { Finding, Level, Rule } from './rules/rule';
export { hops } from './hops/index';
export type { HopKind } from './hops/hop-kind';
export type { WrittenKey } from './hops/written-key';
export { apisixRouteBody, renderApisix, type ApisixOptions, type ApisixRouteBody } from './hops/apisix/admin';
export type { NginxOptions } from './hops/nginx/hop';
export { streamReadyNginx } from './hops/nginx/ready';
export { renderNginx } from './hops/nginx/render';
export type { KubeObject } from './kubernetes/object';
export type { TerraformResource } from './terraform/resource';
export { baselineOf, type Baseline } from './lint/baseline';
export { fix, type Fixed } from './lint/fix';
export { lint } from './lint/lint';
export type { LintOptions } from './lint/lint-options';
export type { LintedPath, LintFinding, LintReport, Location, Problem, Skipped } from './lint/lint-report';
export type { TextFile } from './load/loader';
export { LoadError } from './load/load-error';
export { loadFiles } from './load/files';
export type { Input } from './load/input';
export { loadManifests } from './load/manifests';
export { loadTerraform } from './load/terraform';
export { loadNginx, type NginxInput } from './load/nginx-conf';
export { findPaths } from './load/paths';
export { choose, type Choice, type Nearest, type Plan } from './plan/choose';
export { UnknownHopError } from './plan/plan-path';
export { formatFindings } from './report/findings-text';
export { prove, type Proof } from './report/path-report';
export { formatPathTable } from './report/path-table';
export { StreamValidation, type StreamValidationProps } from './cdk8s-cli/validation';
