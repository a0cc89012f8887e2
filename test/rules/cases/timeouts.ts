import { always, d, http, inner, on, remarking, untold, usually, within, type Cases } from '../fixture';

const seconds = { unit: 'whole seconds' } as const;

export const timeouts: Cases = {
  'heartbeat-within-idle-limit': [
    ['two heartbeats fit', {}, [http(within('idle-limit', '30s'))]],
    ['the limit is off', {}, [http(within('idle-limit', 'disabled'))]],
    ['one heartbeat fits', {}, [http(within('idle-limit', '29s'))], 'warning: 2 x 15s = 30s'],
    ['the limit is the heartbeat', {}, [http(within('idle-limit', '15s'))], 'error: before the next heartbeat'],
    [
      'a fix in the unit of the target',
      {},
      [http(within('idle-limit', '5s', seconds))],
      'error: set spec.idle-limit to 30 or more',
    ],
    [
      'a fix within the range',
      { heartbeat: '1m' },
      [http(within('idle-limit', '20s', { max: d('90s') }))],
      "error: to 1m30s, the most it takes, and set the policy's heartbeat to 45s",
    ],
    [
      'a fix for what is fixed',
      {},
      [http(always('idle-limit', d('25s')))],
      "warning: set the policy's heartbeat to 12s500ms or less",
    ],
    [
      'a fix at the most it takes',
      {},
      [http(within('idle-limit', '20s', { max: d('20s') }))],
      "warning: set the policy's heartbeat to 10s or less",
    ],
    [
      'a fix at the least it takes',
      {},
      [http(within('idle-limit', '20s', { unit: 'whole minutes', min: d('4m') }))],
      'warning: to 4 or more',
    ],
    ['every hop is asked', {}, [http(within('idle-limit', '1s')), inner(within('idle-limit', '1s'))], 'error:', 'error:'],
    ['unknown once a hop', {}, [http(untold('idle-limit'), untold('idle-limit'))], 'unknown: Helm value'],
    ['a total limit is none of its business', {}, [http(within('total-limit', '1s'))]],
  ],
  'max-age-within-total-limit': [
    ['the limit is off', {}, [http(within('total-limit', 'disabled'))]],
    ['the limit is the max age', {}, [http(within('total-limit', '1h'))]],
    ['a minute', {}, [http(within('total-limit', '1m'))], 'error: every stream is cut 1m after it began although bytes flow'],
    ['between the ages', {}, [http(within('total-limit', '58m'))], 'error: streams that are to end between 58m and 1h'],
    ['no max age', { maxAge: { limit: 'disabled' } }, [http(within('total-limit', '24h'))], 'error: must be off'],
    ['no max age, no limit', { maxAge: { limit: 'disabled' } }, [http(within('total-limit', 'disabled'))]],
    ['nobody can raise it', {}, [http(always('total-limit', d('1m')))], "error: set the policy's maxAge.limit to 1m or less"],
    ['an idle limit is none of its business', {}, [http(within('idle-limit', '1s'))]],
    ['unknown', {}, [http(untold('total-limit'))], 'unknown: write spec.total-limit as a literal'],
    ['no source says', {}, [http(untold('total-limit', { known: 'unconfirmed' }))], 'unknown: it is a Helm value\nmeasure it'],
  ],
  'timeout-set-twice': [
    ['once', {}, [http()]],
    ['twice', {}, [remarking('timeout-set-twice')], 'warning: x is y; it must be z'],
  ],
  'response-buffering-off': [
    ['off', {}, [http(on('response-buffering', 'off'))]],
    ['on', {}, [http(usually('response-buffering', 'on'))], 'error: on (default)'],
    ['on for ever', {}, [http(always('response-buffering', 'on'))], 'error: lead the stream around this hop'],
    ['unknown', {}, [http(untold('response-buffering'))], 'unknown:'],
  ],
  'no-compression-on-stream': [
    ['off', {}, [http(on('response-compression', 'off'))]],
    ['on', {}, [http(on('response-compression', 'on'))], 'warning: (spec.response-compression)'],
  ],
  'no-caching-on-stream': [
    ['off', {}, [http(on('response-caching', 'off'))]],
    ['on', {}, [http(on('response-caching', 'on'))], 'error: stored stream'],
  ],
};
