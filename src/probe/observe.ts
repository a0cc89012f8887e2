import { Client, type Target } from './client/client';
import type { Observation } from './observation';
import type { Recorder } from './recording/entry';

export async function observe(target: Target, durationMs: number, record: Recorder, signal: AbortSignal): Promise<Observation> {
  const client = new Client(target, record, signal);
  await client.visit('stream', { holdMs: durationMs }).done;
  return client.end();
}
