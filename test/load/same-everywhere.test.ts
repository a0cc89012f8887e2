import { sourceOf } from '../../src/load/positions';
import { addressOf } from '../../src/hops/application-gateway/read-with-address';
import { fixture, gatewayIn, judged, lineOf, loadedFixture, shown } from './support';

const FAULTS = [
  'heartbeat-within-idle-limit',
  'response-buffering-off',
  'value-rejected-by-target',
  'health-probe-off-stream-path',
];

/** One gateway in four languages: the lines of its four faults. */
const LINES: Readonly<Record<string, readonly string[]>> = {
  'gateway.tf': [
    '83: request_timeout       = local.stream_timeout # fault: shorter than the heartbeat',
    '35: response_buffering_enabled = true # fault: held back',
    '40: policy_name = "AppGwSslPolicy20170401" # fault: refused',
    '96: path                = "/events" # fault: asks for the stream itself',
  ],
  'gateway.tf.json': [
    '83: "request_timeout": 10,',
    '29: "response_buffering_enabled": true',
    '35: "policy_name": "AppGwSslPolicy20170401"',
    '98: "path": "/events",',
  ],
  'plan.json': [
    '89: "request_timeout": 10',
    '33: "response_buffering_enabled": true',
    '39: "policy_name": "AppGwSslPolicy20170401"',
    '108: "path": "/events",',
  ],
  'template.json': [
    '63: "requestTimeout": "[variables(\'streamTimeout\')]",',
    '33: "enableResponseBuffering": true',
    '35: "policyName": "AppGwSslPolicy20170401" },',
    '72: "path": "/events" }',
  ],
};

describe.each(Object.keys(LINES))('%s', (name) => {
  it('has the four faults and no other error', async () => {
    const { findings } = judged(await loadedFixture(name));
    const errors = findings.filter(({ level }) => level === 'error').map(({ rule }) => rule);
    expect(errors.sort()).toEqual([...FAULTS].sort());
  });

  it('says the lines of the faults', async () => {
    const loaded = await loadedFixture(name);
    const { hop } = judged(loaded);
    const keyOf = (aspect: string, value: string) =>
      hop.settings.find((one) => one.aspect === aspect && shown(one) === value)?.key;
    const policyName = name === 'template.json' ? 'sslPolicy.policyName' : 'ssl_policy.policy_name';
    const keys = [
      keyOf('idle-limit', '10s'),
      keyOf('response-buffering', 'on'),
      policyName,
      keyOf('health-probe-path', '/events'),
    ];
    expect(keys.map((key) => lineOf(gatewayIn(loaded), key, fixture(name)))).toEqual(LINES[name]);
  });

  it('joins the gateway to its public address', async () => {
    const loaded = await loadedFixture(name);
    const address = addressOf(gatewayIn(loaded), loaded.resources);
    expect(address?.type).toBe('azurerm_public_ip');
    expect(address && sourceOf(address)?.file).toBe(name);
  });

  it('tells nothing of the backend setting that other paths take', async () => {
    const { hop, findings } = judged(await loadedFixture(name));
    expect(hop.settings.filter(({ key }) => key?.includes('[site]'))).toEqual([]);
    expect(findings.filter(({ message, fix }) => /site/.test(`${message} ${fix}`))).toEqual([]);
  });
});

it('says the same in each language, but for the words of Azure’s own API', async () => {
  const [first, ...others] = await Promise.all(
    ['gateway.tf', 'gateway.tf.json', 'plan.json'].map(async (name) => judged(await loadedFixture(name)).findings),
  );
  for (const other of others) expect(other).toEqual(first);
  const template = judged(await loadedFixture('template.json')).findings;
  expect(template.map(({ rule, level }) => `${rule} ${level}`)).toEqual(first?.map(({ rule, level }) => `${rule} ${level}`));
  expect(template.map(({ message, fix }) => `${message} ${fix}`).filter((text) => /_/.test(text.replaceAll('_v2', '')))).toEqual(
    [],
  );
});
