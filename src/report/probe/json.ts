import type { ProbeReport } from '../../probe/probe-report';

export function formatProbeJson(report: ProbeReport): string {
  const { version, ...rest } = report;
  return `${JSON.stringify({ version, ...rest }, null, 2)}\n`;
}
