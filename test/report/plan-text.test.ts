import { choose } from '../../src/plan/choose';
import { formatChoice } from '../../src/report/plan-text';
import { byCookie } from '../support/policies';

test('a plan says what to write for a limit and for a switch', () => {
  const text = formatChoice(byCookie, choose(byCookie, ['ingress-f5-nginx']));
  expect(text).toContain('set metadata.annotations["nginx.org/proxy-read-timeout"] to "1m"');
  expect(text).toContain('set metadata.annotations["nginx.org/proxy-buffering"] to "false"');
});
