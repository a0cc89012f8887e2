import type { Connection, Happening, Observation } from '../observation';

/** One step of an observation: a line of a recording, in the order in which things happened. */
export type Entry =
  | ({ readonly entry: 'observation' } & Omit<Observation, 'connections' | 'interrupted'>)
  | ({ readonly entry: 'connection' } & Omit<Connection, 'timeline' | 'stats'>)
  | { readonly entry: 'happening'; readonly of: number; readonly happening: Happening }
  | { readonly entry: 'stats'; readonly of: number; readonly stats: Readonly<Record<string, unknown>> }
  | { readonly entry: 'end'; readonly interrupted: boolean };

export type Recorder = (entry: Entry) => void;

type Growing = Omit<Connection, 'timeline' | 'stats'> & { timeline: Happening[]; stats?: Readonly<Record<string, unknown>> };

/** Entries come in, the observation they make up comes out. Live and from a file alike, so that both are the same. */
export class Ledger {
  private about: Omit<Observation, 'connections' | 'interrupted'> | undefined;
  private readonly connections = new Map<number, Growing>();
  /** Until its last line says otherwise: a recording that was cut off was interrupted. */
  private interrupted = true;

  add(entry: Entry): void {
    switch (entry.entry) {
      case 'observation': {
        const { entry: _, ...about } = entry;
        this.about = about;
        return;
      }
      case 'connection': {
        const { entry: _, ...connection } = entry;
        this.connections.set(connection.id, { ...connection, timeline: [] });
        return;
      }
      case 'happening':
        this.begun(entry.of).timeline.push(entry.happening);
        return;
      case 'stats':
        this.begun(entry.of).stats = entry.stats;
        return;
      case 'end':
        this.interrupted = entry.interrupted;
    }
  }

  /** As far as it is known. */
  observation(): Observation {
    if (this.about === undefined) throw new Error('an observation begins with what it is of');
    return { ...this.about, connections: [...this.connections.values()], interrupted: this.interrupted };
  }

  private begun(id: number): Growing {
    const connection = this.connections.get(id);
    if (connection === undefined) throw new Error(`connection ${id} was not begun`);
    return connection;
  }
}
