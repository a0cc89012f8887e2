import { withLoad } from '../support/healthy';
import { resultsOf } from '../support/verdicts';

it('passes every check where all is well', () => {
  expect(resultsOf(withLoad()).filter(({ status }) => status !== 'pass')).toEqual([]);
});
