import { always, http, inner, notRead, on, pods, tcp, untold, usually, type Cases } from '../fixture';

const probe = (url: string) => on('health-probe-path', url);

export const edge: Cases = {
  'no-retry-on-stream': [
    ['off', {}, [http(on('retry', 'off')), inner(on('retry', 'when-refused'))]],
    ['when slow', {}, [http(usually('retry', 'when-slow'))], 'warning: opened again on another pod'],
    ['when slow, and nobody can change it', {}, [http(always('retry', 'when-slow'))], 'note: send its headers at once'],
  ],
  'http2-at-edge': [
    ['on', {}, [http(on('http2', 'on')), inner(on('http2', 'off'))]],
    ['off', {}, [tcp(), http(on('http2', 'off'))], 'warning: about 6 connections'],
    ['off behind something unread', {}, [notRead, http(on('http2', 'off'))]],
    ['not its matter', {}, [tcp(), pods()]],
    ['unknown', {}, [http(untold('http2'))], 'unknown:'],
  ],
  'health-probe-off-stream-path': [
    ['elsewhere', {}, [pods(probe('/readyz'), probe('/eventsfoo'))]],
    ['the stream', {}, [pods(probe('/events'))], 'error: on the stream path /events'],
    ['below the stream', {}, [pods(probe('/events/live?x=1'))], 'error: such as /healthz (spec.health-probe-path)'],
    ['below an exact path', { paths: [{ exact: '/events' }] }, [pods(probe('/events/live'))]],
    [
      'the whole site',
      { paths: ['/'] },
      [pods(probe('/readyz'), probe('/livez'))],
      'unknown: checks of /readyz and /livez answer at once',
    ],
    ['the root of the whole site', { paths: ['/'] }, [pods(probe('/'))], 'error:'],
  ],
  'secure-transport': [
    ['TLS', {}, [http(on('transport', 'tls')), inner(on('transport', 'plain'))]],
    ['plain', {}, [http(on('transport', 'plain'))], 'error: take the stream over TLS only (spec.transport)'],
    ['both', {}, [http(on('transport', 'tls-and-plain'))], 'warning: plain HTTP too'],
    ['plain behind something unread', {}, [notRead, http(on('transport', 'plain'))], 'unknown: whether what routes to'],
    ['unknown', {}, [http(untold('transport'))], 'unknown:'],
  ],
};
