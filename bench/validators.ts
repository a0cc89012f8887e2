import type { Chart } from 'cdk8s';
import { Node, type IValidation } from 'constructs';
import { rules } from 'sse-ready';
import { loadBalanced, synthesise } from './kubernetes';
import { printTable, times, verdict } from './print';
import type { Fill } from './subject';

const STREAMS = 100;
const CONSTRUCTS = 2 * STREAMS;
const HEADER = ['charts', 'validators', 'called', 'cdk8s alone', 'ratio', 'target', '', 'proofs', 'each', 'target', ''];

/** How often validators are called, and how often they do work, as the same constructs are spread over more charts. */
export function benchValidators(): void {
  const rows = [1, 10, 100].map((charts) => {
    const { registered, called, proofs } = counting(() => synthesise(...spreadOver(charts)));
    // cdk8s asks every validator of the app once, and again for each chart it writes.
    const least = CONSTRUCTS * (charts + 1);
    return [
      String(charts),
      String(registered),
      String(called),
      String(least),
      ...verdict(called / least, 1, times),
      String(proofs),
      ...verdict(proofs / CONSTRUCTS, 1, times),
    ];
  });
  printTable(
    `cdk8s: validators of ${CONSTRUCTS} constructs, and how often a path is proven rather than remembered`,
    HEADER,
    rows,
  );
}

function spreadOver(charts: number): Fill<Chart>[] {
  const each = STREAMS / charts;
  return Array.from({ length: charts }, (_, chartIndex) => (chart: Chart) => {
    for (let stream = 0; stream < each; stream++) loadBalanced(chart, `stream-${chartIndex}-${stream}`);
  });
}

/** Wraps, for one run, what registers validators, and one rule: each proof asks every rule once. */
function counting(work: () => void): { registered: number; called: number; proofs: number } {
  const count = { registered: 0, called: 0, proofs: 0 };
  const addValidation: (validation: IValidation) => void = Reflect.get(Node.prototype, 'addValidation');
  const [rule] = rules;
  if (rule === undefined) throw new Error('there is no rule to count by');
  const ask = rule.ask.bind(rule);
  Node.prototype.addValidation = function (validation) {
    count.registered++;
    addValidation.call(this, {
      validate: () => {
        count.called++;
        return validation.validate();
      },
    });
  };
  const counted: typeof ask = (policy, path) => {
    count.proofs++;
    return ask(policy, path);
  };
  Object.assign(rule, { ask: counted });
  work();
  Object.assign(rule, { ask });
  Node.prototype.addValidation = addValidation;
  return count;
}
