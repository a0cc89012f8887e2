const LIMIT_SUFFIXES = ['', 'k', 'M', 'G', 'T', 'P', 'E'];
const REDIS_SUFFIXES = ['', 'k', 'm', 'g'];

/** A memory limit of a container in MiB, such as 256 for `256Mi`; undefined for anything else. Source: `facts.memoryLimit`. */
export function limitInMebibytes(limit: unknown): number | undefined {
  const [, number, suffix = '', binary] = /^(\d+(?:\.\d+)?(?:[eE]\d+)?)([mkKMGTPE]?)(i?)$/.exec(String(limit)) ?? [];
  if (suffix === 'm') return binary === 'i' ? undefined : Number(number) / 1000 / 1024 ** 2;
  const power = LIMIT_SUFFIXES.indexOf(binary === 'i' ? suffix.replace('K', 'k') : suffix);
  if (number === undefined || power === -1 || (binary === 'i' && power === 0)) return undefined;
  return (Number(number) * (binary === 'i' ? 1024 : 1000) ** power) / 1024 ** 2;
}

/** What `--maxmemory` says, in bytes; undefined where it says nothing that is known before deployment. Source: `facts.units`. */
export function redisBytes(value: unknown): number | undefined {
  const [, number, suffix = '', binary] = /^(\d+)([kmg]?)(b?)$/.exec(String(value).toLowerCase()) ?? [];
  return number === undefined ? undefined : Number(number) * (binary === 'b' ? 1024 : 1000) ** REDIS_SUFFIXES.indexOf(suffix);
}
