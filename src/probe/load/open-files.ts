/** What a process has open besides the streams of a load, and room. */
const OTHERS = 200;

interface UserLimits {
  readonly open_files?: { readonly soft: number | string };
}

/** How many files this process may have open. Node has raised that to the hard limit when it started. */
export function openFilesLimit(): number {
  const { userLimits } = process.report.getReport() as { readonly userLimits?: UserLimits };
  const soft = userLimits?.open_files?.soft;
  return typeof soft === 'number' ? soft : Infinity;
}

/** Why there cannot be so many streams, and what to do; undefined when they fit. */
export function tooFewFiles(streams: number, limit: number): string | undefined {
  const need = streams + OTHERS;
  if (need <= limit) return undefined;
  return (
    `${streams} streams need ${need} open files (one each, and ${OTHERS} for the rest), and this process may open ${limit}. ` +
    `Raise the hard limit with "ulimit -Hn ${need}" as root or that of the container, ask for at most ${Math.max(0, limit - OTHERS)}, ` +
    'or spread the load over several machines with --emit k8s-job.'
  );
}
