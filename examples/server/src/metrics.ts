import { Counter, Gauge, type Registry } from 'prom-client';
import type { Hub } from './hub';
import type { Streams } from './streams';

/** Adds the counters of one server to a registry. They are read from the server whenever somebody asks for them. */
export function registerMetrics(registry: Registry, streams: Streams, hub: Hub): void {
  const registers = [registry];
  new Gauge({
    name: 'sse_streams_open',
    help: 'Streams open now.',
    registers,
    collect() {
      this.set(streams.counts.open);
    },
  });
  new Gauge({
    name: 'sse_draining',
    help: '1 once the server hands its streams over.',
    registers,
    collect() {
      this.set(streams.isDraining ? 1 : 0);
    },
  });
  const counter = (name: string, help: string, read: () => number): void => {
    new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  };
  counter('sse_streams_opened_total', 'Streams opened.', () => streams.counts.opened);
  counter(
    'sse_streams_refused_total',
    'Streams refused because there were as many as there may be.',
    () => streams.counts.refused,
  );
  counter('sse_events_sent_total', 'Events written to streams of /events.', () => hub.eventsSent);
  new Counter({
    name: 'sse_streams_closed_total',
    help: 'Streams closed, by how.',
    labelNames: ['ending'],
    registers,
    collect() {
      this.reset();
      const { ended, aborted, dropped, cut } = streams.counts;
      for (const [ending, count] of Object.entries({ ended, aborted, dropped, cut })) this.inc({ ending }, count);
    },
  });
}
