import type { Connection, Happening, Load, Observation } from '../observation';

/** One step of an observation: a line of a recording, in the order in which things happened. */
export type Entry =
  | ({ readonly entry: 'observation' } & About)
  | ({ readonly entry: 'connection' } & Omit<Connection, 'timeline' | 'stats'>)
  | { readonly entry: 'happening'; readonly of: number; readonly happening: Happening }
  | { readonly entry: 'stats'; readonly of: number; readonly stats: Readonly<Record<string, unknown>> }
  | { readonly entry: 'load'; readonly load: Load }
  | { readonly entry: 'end'; readonly interrupted: boolean };

/** What is known before anything happens. */
type About = Omit<Observation, 'connections' | 'load' | 'interrupted'>;

export type Recorder = (entry: Entry) => void;

type Growing = Omit<Connection, 'timeline' | 'stats'> & { timeline: Happening[]; stats?: Readonly<Record<string, unknown>> };

/** Entries come in, the observation they make up comes out. Live and from a file alike, so that both are the same. */
export class Ledger {
  private about: About | undefined;
  private load: Load | undefined;
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
      case 'load':
        this.load = entry.load;
        return;
      case 'end':
        this.interrupted = entry.interrupted;
    }
  }

  /** As far as it is known. */
  observation(): Observation {
    if (this.about === undefined) throw new Error('an observation begins with what it is of');
    const load = this.load === undefined ? {} : { load: this.load };
    return { ...this.about, connections: [...this.connections.values()], ...load, interrupted: this.interrupted };
  }

  private begun(id: number): Growing {
    const connection = this.connections.get(id);
    if (connection === undefined) throw new Error(`connection ${id} was not begun`);
    return connection;
  }
}
