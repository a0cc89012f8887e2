import { StreamNginxConfig, type StreamNginxConfigProps } from '../../../src/hops/nginx/construct';
import { chart } from '../synth';
import { noAddress, type Sample } from './sample';

const config = (name: string, more: Partial<StreamNginxConfigProps>): Sample => ({
  name,
  fits: () => true,
  build: (policy) => {
    const scope = chart();
    const entry = new StreamNginxConfig(scope, 'nginx', {
      policy,
      name: 'prices',
      host: 'prices.example.com',
      servers: ['prices-0.prices:8080', 'prices-1.prices:8080'],
      tls: { certificate: '/etc/nginx/tls/tls.crt', certificateKey: '/etc/nginx/tls/tls.key' },
      ...more,
    });
    return { constructs: [entry], scopes: [scope] };
  },
});

export const nginxSamples: readonly Sample[] = [
  config('at the edge', {}),
  config('at the edge, on another port, with one server', { port: 8443, servers: ['10.0.0.4:8080'] }),
  // A proxy in front has one address for all its clients.
  { ...config('TLS ends in front', { tls: 'terminated-in-front' }), fits: noAddress },
];
