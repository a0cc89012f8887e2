import { startServer, type RunningServer, type ServerOptions } from '../../examples/server/src/server';
import { serverPolicy } from './policy';

/** The origin of the page that reads the stream. */
export const ORIGIN = 'https://page.example';

export const serve = (instance: string, options: Partial<ServerOptions> = {}): Promise<RunningServer> =>
  startServer({ policy: serverPolicy, instance, testEndpoints: true, allowedOrigins: [ORIGIN], ...options });

export const addressOf = ({ url }: RunningServer): string => new URL(url).host;
