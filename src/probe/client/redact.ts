const REDACTED = 'REDACTED';

/** Request headers that the probe writes itself. Whatever else is sent came from the user and may be a credential. */
const PLAIN_REQUEST_HEADERS = new Set([
  'accept',
  'accept-encoding',
  'access-control-request-headers',
  'access-control-request-method',
  'cache-control',
  'last-event-id',
  'origin',
  'user-agent',
]);

export const isPlainRequestHeader = (name: string): boolean => PLAIN_REQUEST_HEADERS.has(name.toLowerCase());

/** The reference server's parameters, which checks read. Any other value may be a token. */
export const PLAIN_PARAMETERS: ReadonlySet<string> = new Set([
  'cadence',
  'count',
  'size',
  'heartbeat',
  'silence-after',
  'delay-headers',
  'end',
  'x-accel-buffering',
  'cache-control',
  'fault',
  'fault-after',
]);

const SECRET_NAME = /auth|cookie|token|secret|session|passw|credential|signature|api-?key/i;
/** Named like a secret, and none: what a server asks for, and which headers a page may send. */
const PLAIN_RESPONSE_HEADERS = /^(?:www-authenticate|proxy-authenticate|access-control-.*)$/;

type Headers = Readonly<Record<string, string | readonly string[]>>;

export function redactRequestHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return mapHeaders(headers, (name, value) => (PLAIN_REQUEST_HEADERS.has(name) ? value : REDACTED));
}

/** `location` is a URL; `set-cookie` is told by its name, for its parts are recorded apart. */
export function redactResponseHeaders(headers: Headers, scrub: (text: string) => string): Headers {
  return mapHeaders(headers, (name, value) => {
    if (SECRET_NAME.test(name) && !PLAIN_RESPONSE_HEADERS.test(name)) return REDACTED;
    if (typeof value !== 'string') return value.map(scrub);
    return name === 'location' ? redactLocation(value) : scrub(value);
  });
}

function mapHeaders<In, Out>(
  headers: Readonly<Record<string, In>>,
  change: (name: string, value: In) => Out,
): Record<string, Out> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]): [string, Out] => [name.toLowerCase(), change(name.toLowerCase(), value)]),
  );
}

/** Without user, password, fragment and the values of parameters that are not the reference server's own. */
export function redactUrl(url: URL): string {
  const shown = new URL(url);
  shown.username = shown.password = shown.hash = '';
  shown.search = '';
  for (const [name, value] of url.searchParams) {
    if (PLAIN_PARAMETERS.has(name) && /^[\w.-]{1,32}$/.test(value)) shown.searchParams.append(name, value);
    // A parameter without a value may be the token itself.
    else shown.searchParams.append(value === '' ? REDACTED : name, REDACTED);
  }
  return shown.href;
}

function redactLocation(location: string): string {
  try {
    return redactUrl(new URL(location));
  } catch {
    return location.replace(/[?#].*$/s, '');
  }
}

/** Takes literal secrets out of texts that others wrote: header values echoed by a server, error messages. */
export function scrubber(secrets: readonly string[]): (text: string) => string {
  // Shorter ones would take ordinary words apart, and hide nothing.
  const long = secrets.flatMap((secret) => [secret, encodeURIComponent(secret)]).filter(({ length }) => length >= 4);
  return (text) => long.reduce((rest, secret) => rest.replaceAll(secret, REDACTED), text);
}

/** Every value that must not be seen: of headers the user gave, their parts, of user, password and parameters of the URL. */
export function secretsOf(url: URL, headers: Readonly<Record<string, string>>): string[] {
  const sent = Object.entries(headers)
    .filter(([name]) => !PLAIN_REQUEST_HEADERS.has(name.toLowerCase()))
    .flatMap(([, value]) => [value, ...value.split(/[\s;,=]+/)])
    .filter((value) => value.length >= 8);
  const parameters = [...url.searchParams].filter(([name]) => !PLAIN_PARAMETERS.has(name)).map(([, value]) => value);
  return [...sent, decodeURIComponent(url.username), decodeURIComponent(url.password), ...parameters];
}
