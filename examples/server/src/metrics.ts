import type { Service } from './service';

/** The counters of a server in the Prometheus text format. */
export function metrics({ streams, hub }: Service): string {
  const { open, opened, refused, ended, aborted, dropped, cut } = streams.counts;
  return [
    ...metric('sse_streams_open', 'gauge', 'Streams open now.', { '': open }),
    ...metric('sse_streams_opened_total', 'counter', 'Streams opened.', { '': opened }),
    ...metric('sse_streams_refused_total', 'counter', 'Streams refused because there were as many as there may be.', {
      '': refused,
    }),
    ...metric('sse_streams_closed_total', 'counter', 'Streams closed, by how.', {
      '{ending="ended"}': ended,
      '{ending="aborted"}': aborted,
      '{ending="dropped"}': dropped,
      '{ending="cut"}': cut,
    }),
    ...metric('sse_events_sent_total', 'counter', 'Events written to streams of /events.', { '': hub.eventsSent }),
    ...metric('sse_draining', 'gauge', '1 once the server hands its streams over.', { '': streams.isDraining ? 1 : 0 }),
    ...metric('process_resident_memory_bytes', 'gauge', 'Resident memory.', { '': process.memoryUsage.rss() }),
    '',
  ].join('\n');
}

function metric(name: string, type: 'counter' | 'gauge', help: string, values: Readonly<Record<string, number>>): string[] {
  return [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} ${type}`,
    ...Object.entries(values).map(([labels, value]) => `${name}${labels} ${value}`),
  ];
}
