import { readFileSync } from 'node:fs';
import { Duration, parsePolicy, StreamPolicy } from 'sse-ready';
import type { ServerOptions } from './server';

/** Raised once with every variable that cannot be used. No value is quoted: it may be a secret. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}

/** What the command line runs with besides the server's own options. */
export interface Environment {
  readonly server: Omit<ServerOptions, 'log' | 'registry' | 'tell'> & { readonly eventsPerSecond: number };
  readonly redis: URL | undefined;
  /** Publishes the time this often. */
  readonly tick: Duration | undefined;
}

type Variables = Readonly<Record<string, string | undefined>>;

/** @throws EnvironmentError naming every variable that cannot be used. */
export function readEnvironment(variables: Variables): Environment {
  const problems: string[] = [];
  function read<T>(name: string, parse: (text: string) => T): T | undefined {
    const text = variables[name];
    if (text === undefined || text === '') return undefined;
    try {
      return parse(text);
    } catch (error) {
      problems.push(`${name}: ${(error as Error).message}`);
      return undefined;
    }
  }
  const policy = read('POLICY', parsePolicy) ?? read('POLICY_FILE', (file) => parsePolicy(readFileSync(file, 'utf8')));
  const optional = {
    instance: read('INSTANCE', String),
    maxStreams: read('MAX_STREAMS', wholeNumber(1, 1_000_000)),
    maxBufferedBytes: read('MAX_BUFFERED_BYTES', wholeNumber(1_024, 2 ** 30)),
    token: read('TOKEN', String),
    publishToken: read('PUBLISH_TOKEN', String),
    allowedOrigins: read('ALLOWED_ORIGINS', origins),
    testEndpoints: read('TEST_ENDPOINTS', onOrOff),
    affinityCookie: read('AFFINITY_COOKIE', onOrOff),
  };
  const environment: Environment = {
    server: {
      ...(Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) as Partial<ServerOptions>),
      policy: policy ?? new StreamPolicy({ paths: ['/events'] }),
      host: read('HOST', String) ?? '0.0.0.0',
      port: read('PORT', wholeNumber(0, 65_535)) ?? 8_080,
      eventsPerSecond: read('EVENTS_PER_SECOND', wholeNumber(1, 100_000)) ?? 10,
    },
    redis: read('REDIS_URL', redisUrl),
    tick: read('TICK', tick),
  };
  if (problems.length > 0) throw new EnvironmentError(problems.join('\n'));
  return environment;
}

function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d{1,10}$/.test(text) && value >= min && value <= max) return value;
    throw new Error(`must be a whole number from ${min} to ${max}`);
  };
}

function onOrOff(text: string): boolean {
  if (text === 'on' || text === 'off') return text === 'on';
  throw new Error('must be on or off');
}

function origins(text: string): string[] {
  return text.split(',').map((part) => {
    const origin = part.trim();
    if (URL.canParse(origin) && new URL(origin).origin === origin) return origin;
    throw new Error('must be origins such as https://app.example.com, separated by commas');
  });
}

function redisUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && ['redis:', 'rediss:'].includes(url.protocol) && url.hostname !== '') return url;
  throw new Error('must be redis://[user:password@]host:port, or rediss:// for TLS');
}

function tick(text: string): Duration {
  const time = Duration.parse(text);
  if (time.milliseconds > 0) return time;
  throw new Error('must be longer than 0s');
}
