import { http, remarking, type Cases } from '../fixture';

const remarked = (rule: string, level: string): Cases => ({
  [rule]: [
    ['no remark', {}, [http()]],
    ['a remark', {}, [remarking(rule)], `${level}: x is y; it must be z`],
  ],
});

export const target: Cases = {
  ...remarked('setting-ignored-by-target', 'error'),
  ...remarked('value-rejected-by-target', 'error'),
  ...remarked('owned-key-set-by-user', 'error'),
  ...remarked('suppression-without-reason', 'warning'),
  ...remarked('suppression-of-unknown-rule', 'warning'),
  ...remarked('suppression-unused', 'note'),
  ...remarked('baseline-entry-stale', 'note'),
  ...remarked('literal-needed', 'error'),
  ...remarked('selector-matches-nothing', 'error'),
  ...remarked('controller-owns-gateway-settings', 'error'),
  ...remarked('experimental-field', 'warning'),
  ...remarked('hop-does-not-support-sse', 'error'),
  ...remarked('hop-retired', 'error'),
  ...remarked('reload-cuts-streams', 'warning'),
  ...remarked('connection-limit-on-stream', 'warning'),
  ...remarked('client-abort-reaches-server', 'warning'),
};
