import { Cluster } from '../load/cluster';
import type { Entry } from '../load/entries/entry';
import { entriesOf } from '../load/entries/index';
import { innerServiceEntries } from '../load/entries/inner-services';
import type { Input } from '../load/input';
import { LoadError } from '../load/load-error';
import type { Problem } from '../load/loader';
import type { AnnotatedPolicies } from './annotation';
import { servingNamed, showingSigns, type NamedStreams, type Recognised } from './recognise';

interface Found {
  readonly streams: readonly Recognised[];
  /** Entries that show no sign of a stream. */
  readonly leftOut: readonly string[];
  /** Objects that have not the form of their kind. */
  readonly problems: readonly Problem[];
}

interface Tried {
  readonly entry: Entry;
  /** Undefined where the entry could not be read. */
  readonly streams: readonly Recognised[] | undefined;
}

/** The paths of an input that are taken for streams. */
export function findStreams(input: Input, named: NamedStreams | undefined, policies: AnnotatedPolicies): Found {
  const problems = new Map<string, Problem>();
  const attempt =
    (recognise: (entry: Entry) => Recognised[]) =>
    (entry: Entry): Tried => {
      try {
        return { entry, streams: recognise(entry) };
      } catch (error) {
        if (!(error instanceof LoadError)) throw error;
        problems.set(error.message, problemOf(error));
        return { entry, streams: undefined };
      }
    };
  const bySigns = attempt((entry) => showingSigns(entry, policies));
  const cluster = new Cluster(input.objects);
  const entries = entriesOf(input, cluster);
  const beside = entries.filter(({ evidence }) => evidence !== undefined);
  const routed = entries.filter(({ urls, evidence }) => urls.length > 0 && evidence === undefined);
  const open = entries.filter(({ urls, evidence }) => urls.length === 0 && evidence === undefined);
  const inner = new Set(innerServiceEntries(cluster));
  const byUrl = routed.map(named === undefined ? bySigns : attempt((entry) => servingNamed(entry, named, policies)));
  // What routes by no URL serves a stream that was named for all it shows; it is taken where nothing else can be meant.
  const only = named === undefined || streamsIn(byUrl).length > 0 ? undefined : (onlyOne(open) ?? onlyOne([...inner]));
  const byAny = [...open, ...inner].map((entry) =>
    entry === only && named !== undefined ? attempt(() => servingNamed(entry, named, policies))(entry) : bySigns(entry),
  );
  const mayStream = named === undefined ? [...byUrl, ...byAny] : byAny;
  const besides = beside.map(named === undefined ? bySigns : attempt((entry) => servingNamed(entry, named, policies)));
  const isLeftOut = ({ entry, streams }: Tried) => streams?.length === 0 && !inner.has(entry);
  return {
    streams: streamsIn([...byUrl, ...byAny, ...besides]),
    leftOut: mayStream.filter(isLeftOut).map(({ entry }) => entry.name),
    problems: [...problems.values()],
  };
}

const streamsIn = (tried: readonly Tried[]): Recognised[] => tried.flatMap(({ streams = [] }) => streams);

const onlyOne = <T>(items: readonly T[]): T | undefined => (items.length === 1 ? items[0] : undefined);

const problemOf = ({ file, reason, line }: LoadError): Problem => ({
  file,
  message: reason,
  ...(line === undefined ? {} : { line }),
});
