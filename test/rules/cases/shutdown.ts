import { always, d, http, on, pods, tcp, untold, usually, within, type Cases } from '../fixture';

const seconds = { unit: 'whole seconds' } as const;
const wait = (text: string) => on('pre-stop-wait', d(text), seconds);
const grace = (text: string) => on('grace-period', d(text), seconds);
const removal = (text: string) => always('endpoint-removal', d(text));
const scaleDown = (text: string) => on('scale-down-window', d(text), { ...seconds, default: d('5m'), max: d('1h') });
const lossy = { resume: 'none' } as const;

export const shutdown: Cases = {
  'drain-window-covers-close': [
    ['all fits', {}, [tcp(removal('15s')), pods(wait('15s'), grace('55s'), on('server-shutdown-timeout', d('30s')))]],
    ['no time to exit', {}, [pods(wait('15s'), grace('54s'))], 'warning: 15s + drain.window 30s = 45s'],
    ['killed before the last close', {}, [pods(wait('15s'), grace('44s'))], 'error: set spec.grace-period to 55 or more'],
    [
      'the framework ends early',
      {},
      [pods(on('server-shutdown-timeout', d('5s'), seconds))],
      'error: set spec.server-shutdown-timeout to 30 or more',
    ],
    [
      'a slow proxy',
      {},
      [http(removal('90s')), tcp(removal('1s')), pods(wait('15s'))],
      'error: to 90 or more, and the grace period to 2m10s',
    ],
    ['a slow proxy behind does not matter', {}, [pods(wait('15s')), http(removal('90s'))]],
    ['no wait', {}, [pods(usually('pre-stop-wait', d('0s')))], 'warning: gets SIGTERM while proxies'],
    ['an unknown wait', {}, [pods(untold('pre-stop-wait'), grace('40s'))], 'unknown: Helm value'],
    ['too short whatever the wait', {}, [pods(untold('pre-stop-wait'), grace('20s'))], 'error: preStop 0s', 'unknown:'],
    ['unknown removal', {}, [http(untold('endpoint-removal')), pods(wait('15s'))], 'unknown:'],
  ],
  'gateway-drain-timeout': [
    ['as long as a stream', {}, [http(within('drain-limit', '1h'))]],
    ['for ever', {}, [http(within('drain-limit', 'disabled'))]],
    ['shorter, clients resume', {}, [http(within('drain-limit', '30s', seconds))], 'note: set spec.drain-limit to 3600 or more'],
    ['shorter, clients lose events', lossy, [http(within('drain-limit', '30s'))], 'warning: lose events'],
    ['nobody can raise it, clients lose events', lossy, [http(always('drain-limit', d('5m')))], 'note: lose events'],
    ['nobody can raise it', {}, [http(always('drain-limit', d('5m')))], "note: the policy's maxAge.limit to 5m or less"],
    [
      'no max age',
      { maxAge: { limit: 'disabled' } },
      [http(within('drain-limit', '1h', { ...seconds, max: d('1h') }))],
      "note: set the policy's maxAge.limit to 1h or less",
    ],
    [
      'it takes less than needed',
      { maxAge: { limit: '2h' } },
      [http(within('drain-limit', '30s', { max: d('1h') }))],
      'note: to 1h, the most it takes, and',
    ],
    ['no source says', {}, [http(untold('drain-limit'))], 'unknown:'],
  ],
  'rollout-keeps-capacity': [
    ['none goes', {}, [pods(on('rollout-unavailable', 0), on('replicas', 2))]],
    ['0%', {}, [pods(on('rollout-unavailable', '0%'))]],
    ['one goes', {}, [pods(on('rollout-unavailable', 1), on('replicas', 3))], 'warning: 1 of 3 pods'],
    ['a share that is none now', {}, [pods(usually('rollout-unavailable', '25%'), on('replicas', 3))], 'note: no pod of 3'],
    ['a share that is one', {}, [pods(usually('rollout-unavailable', '25%'), on('replicas', 4))], 'warning: 1 of 4 pods'],
    ['a share of nobody knows how many', {}, [pods(usually('rollout-unavailable', '25%'))], 'warning: some of all pods'],
    ['all go', {}, [pods(on('rollout-unavailable', '100%'), on('replicas', 2))], 'error: all of 2 pods'],
    ['the only one goes', {}, [pods(on('rollout-unavailable', 1), on('replicas', 1))], 'error: all of 1', 'warning: at least 2'],
    [
      'unknown',
      {},
      [pods(untold('replicas'), untold('rollout-unavailable'))],
      'unknown: spec.replicas and spec.rollout-unavailable',
    ],
  ],
  'disruption-budget': [
    ['one at a time', {}, [pods(on('disruption-unavailable', 1), on('replicas', 2))]],
    ['half', {}, [pods(on('disruption-unavailable', '50%'), on('replicas', 4))]],
    ['half of nobody knows how many', {}, [pods(on('disruption-unavailable', '50%'))]],
    ['no budget', {}, [pods(usually('disruption-unavailable', 'all'), on('replicas', 2))], 'warning: evict all 2 pods'],
    ['as many as there are', {}, [pods(on('disruption-unavailable', 2), on('replicas', 2))], 'warning: 2 (set) of 2 pods'],
    [
      'a share that rounds up to all',
      {},
      [pods(on('disruption-unavailable', '51%'), on('replicas', 1))],
      'warning: all may be evicted',
    ],
    ['100%', {}, [pods(on('disruption-unavailable', '100%'))], 'warning: all may be evicted'],
    ['none', {}, [pods(on('disruption-unavailable', 0))], 'warning: never drained'],
    ['unknown', {}, [pods(untold('disruption-unavailable'))], 'unknown:'],
  ],
  'replicas-spread': [
    ['over nodes', {}, [pods(on('spread-over', ['kubernetes.io/hostname']))]],
    ['not at all', {}, [pods(on('spread-over', []))], 'warning: one node may hold all pods'],
  ],
  'autoscaler-keeps-streams': [
    ['as long as a stream', {}, [pods(scaleDown('1h'))]],
    ['shorter than a stream', {}, [pods(scaleDown('5m'))], 'note: by themselves within 1h'],
    ['shorter than the default', {}, [pods(scaleDown('1m'))], 'warning: set spec.scale-down-window to 300 or more'],
    ['shorter than the drain', { drain: { window: '10m' } }, [pods(scaleDown('8m'))], 'warning: at least 10m'],
    ['no max age', { maxAge: { limit: 'disabled' } }, [pods(scaleDown('1h'))]],
  ],
  'least-privilege': [
    ['restricted', {}, [pods(on('privileges', []))]],
    ['root', {}, [pods(on('privileges', ['runAsNonRoot', 'capabilities.drop']))], 'note: runAsNonRoot, capabilities.drop'],
  ],
};
