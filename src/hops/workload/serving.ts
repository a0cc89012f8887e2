/** What tells of a container whether it takes requests. */
export interface Listening {
  readonly ports?: readonly { readonly containerPort: number }[];
  readonly readinessProbe?: unknown;
}

const hasPort = ({ ports }: Listening): boolean => ports !== undefined && ports.length > 0;

/** Whether a container says that it takes requests. */
export const isListening = (container: Listening): boolean => hasPort(container) || container.readinessProbe !== undefined;

/** The containers that may serve the stream: those with a port, else those with a readiness probe, else all. */
export function servingContainers<T extends Listening>(containers: readonly T[]): readonly T[] {
  const choices = [containers.filter(hasPort), containers.filter(isListening)];
  return choices.find((some) => some.length > 0) ?? containers;
}
