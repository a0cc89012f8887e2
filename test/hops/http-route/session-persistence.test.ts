import { StreamHttpRoute } from '../../../src/hops/http-route/construct';
import { envoyGateway } from '../../../src/hops/http-route/implementations/envoy-gateway/envoy-gateway';
import type { KubeObject } from '../../../src/kubernetes/object';
import { known, settingsOf } from '../../../src/path/hop';
import type { StreamPolicy } from '../../../src/policy/stream-policy';
import { chart, findings, inShort, policy, withoutAffinity, written } from '../../constructs/support';
import { ofKind, read, withRule } from './render';

const onEnvoy = (experimentalCrds: string, of: StreamPolicy = policy()) => {
  const scope = chart();
  const implementation = envoyGateway({ sessionPersistence: { experimentalCrds } });
  const backend = { name: 'web', port: 80 };
  const { hop } = new StreamHttpRoute(scope, 'route', {
    policy: of,
    name: 'sse',
    implementation,
    gateway: { tlsSecret: 'tls' },
    backend,
  });
  return { hop, objects: [...written(scope)].sort((one) => (one.kind === 'HTTPRoute' ? -1 : 1)) };
};

const crd = (version: string, channel: string): KubeObject => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: {
    name: 'httproutes.gateway.networking.k8s.io',
    annotations: { 'gateway.networking.k8s.io/bundle-version': version, 'gateway.networking.k8s.io/channel': channel },
  },
});

const old = { sessionName: 'sse-affinity', cookieConfig: { lifetimeType: 'Permanent' } };
const asOfV17 = { cookie: { name: 'sse-affinity', path: '/', lifetimeType: 'Permanent' } };

it.each([
  ['1.1.0', old],
  ['1.5.1', old],
  ['1.6.1', old],
  ['1.7.0', asOfV17],
])('CRDs %s have a shape of their own, and what is written is read as it was planned', (crds, shape) => {
  const { hop, objects } = onEnvoy(crds);
  const session = { type: 'Cookie', absoluteTimeout: '24h', ...shape };
  expect(ofKind(objects, 'HTTPRoute')['spec']).toMatchObject({ rules: [{ sessionPersistence: session }] });
  expect(ofKind(objects, 'BackendTrafficPolicy')['spec']).not.toHaveProperty('loadBalancer');
  expect(read(objects).settings).toEqual(hop.settings);
  expect(read(objects).remarks).toMatchObject([{ rule: 'experimental-field', level: 'note' }]);
});

it('names the pod on Envoy Gateway, at the path of the rule, and is not known for the shape of v1.7', () => {
  expect(known(onEnvoy('1.6.1').hop, 'affinity')).toMatchObject([
    { value: { pins: 'pod', path: '/events', name: 'sse-affinity' } },
  ]);
  expect(settingsOf(onEnvoy('1.7.0').hop, 'affinity')).toMatchObject([{ origin: 'unknown' }]);
  const two = policy({ paths: ['/events', '/prices'] });
  expect(() => onEnvoy('1.6.1', two)).toThrow('affinity-cookie-path');
});

it('is not there for a policy without a cookie', () => {
  expect(JSON.stringify(onEnvoy('1.6.1', withoutAffinity).objects)).not.toMatch(/sessionPersistence|experimental-crds/);
});

describe('findings', () => {
  const { objects } = onEnvoy('1.6.1');
  const rules = (session: object, ...more: KubeObject[]) =>
    inShort(findings(policy(), read([...withRule(objects, { sessionPersistence: session }), ...more]))).filter((each) =>
      /^(value-rejected|experimental)/.test(each),
    );
  const NOTE = 'experimental-field note';
  const ERROR = 'value-rejected-by-target error';

  it.each<[string, string, object, string[]]>([
    ['v1.5.1', 'standard', old, [ERROR]],
    ['v1.6.1', 'standard', {}, [ERROR]],
    ['v1.5.1', 'experimental', { idleTimeout: '1h' }, [NOTE]],
    ['v1.6.1', 'experimental', { idleTimeout: '1h' }, [NOTE, ERROR]],
    ['v1.6.1', 'experimental', { cookie: { name: 'a' } }, [NOTE, ERROR]],
    ['v1.7.0', 'experimental', { cookie: { name: 'a' } }, [NOTE]],
    ['v1.7.0-rc.1', 'experimental', { sessionName: 'a' }, [NOTE, ERROR]],
    ['v1.0.0', 'experimental', { sessionName: 'a' }, [NOTE, ERROR]],
    ['v1.6.1', 'experimental', { cookieConfig: { lifetimeType: 'Permanent' } }, [NOTE, ERROR]],
    ['v1.6.1', 'experimental', { absoluteTimeout: '1h', cookieConfig: { lifetimeType: 'Forever' } }, [NOTE, ERROR]],
  ])('CRDs %s of channel %s, %j', (version, channel, session, expected) => {
    expect(rules(session, crd(version, channel)).sort()).toEqual([...expected].sort());
  });

  it('CRDs that nobody names are taken for the standard ones', () => {
    const theirs = objects.map((object) =>
      object.kind === 'BackendTrafficPolicy' ? { ...object, metadata: { name: 'sse', namespace: 'app' } } : object,
    );
    expect(read(theirs).remarks).toMatchObject([{ rule: 'experimental-field' }]);
    expect(inShort(findings(policy(), read(theirs)))).toContain('experimental-field warning');
  });
});
