import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { pathOf } from '../require-props';

/** @throws Error when no chart is above: cdk8s would fail too, without naming what to do. */
export function requireChart(scope: Construct, id: string): void {
  if (scope.node.scopes.some((construct) => Chart.isChart(construct))) return;
  throw new Error(
    `${pathOf(scope, id)}: its scope ${scope.node.path === '' ? 'is the App' : `${scope.node.path} is in no Chart`}; Kubernetes objects are written by a chart.\n` +
      `    Next: make a chart, as in \`const chart = new Chart(app, 'streams')\`, and pass it as the scope.\n` +
      `    Source: https://cdk8s.io/docs/latest/basics/chart/`,
  );
}
