import { pathOrderRemarks } from '../../../src/hops/ingress-agic/path-order';
import type { KubeObject } from '../../../src/kubernetes/object';

interface PathOf {
  readonly path: string;
  readonly pathType?: string;
  readonly to?: string;
}

const ingress = (name: string, paths: readonly PathOf[], host = 'a.example.com', namespace?: string): KubeObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
  spec: {
    rules: [
      {
        host,
        http: {
          paths: paths.map(({ path, pathType = 'Prefix', to = 'other' }) => ({
            path,
            pathType,
            backend: { service: { name: to, port: { number: 80 } } },
          })),
        },
      },
    ],
  },
});

const stream = (path: string, pathType = 'Prefix'): PathOf => ({ path, pathType, to: 'sse' });
const told = (mine: KubeObject, others: readonly KubeObject[] = [], service?: string) =>
  pathOrderRemarks(mine, others, service).map(({ found, level = 'error' }) => `${level}: ${found}`);

describe('a path that comes too late', () => {
  it.each<[string, readonly PathOf[], string]>([
    ['by its letters', [stream('/events'), { path: '/events-archive' }], 'path /events-archive comes after /events (Prefix)'],
    ['at a segment', [stream('/events'), { path: '/events/old' }], 'path /events/old comes after /events (Prefix)'],
    ['the stream itself', [{ path: '/event' }, stream('/events')], 'path /events comes after /event (Prefix)'],
    ['an exact one', [stream('/events'), { path: '/events2', pathType: 'Exact' }], 'path /events2 comes after /events (Prefix)'],
    [
      'behind a star',
      [stream('/events*', 'ImplementationSpecific'), { path: '/events2' }],
      'path /events2 comes after /events* (ImplementationSpecific)',
    ],
  ])('%s', (_, paths, expected) => {
    expect(told(ingress('sse', paths), [], 'sse')).toContain(`error: ${expected}`);
  });

  it('of another Ingress, by the order of their names', () => {
    const mine = ingress('sse', [stream('/events', 'Exact'), stream('/events/')]);
    const broad = [{ path: '/event' }];
    expect(told(mine, [ingress('a', broad)])).toEqual([
      'error: path /events comes after /event of Ingress a (Prefix)',
      'error: path /events/ comes after /event of Ingress a (Prefix)',
    ]);
    expect(told(mine, [ingress('z', broad)])).toEqual([]);
  });
});

it('tells of pages that a wider path loses to the stream', () => {
  const site = ingress('site', [{ path: '/' }]);
  expect(told(ingress('sse', [stream('/events')]), [site])).toEqual([
    'note: path /events is a Prefix, and / leads to Service other',
  ]);
  expect(told(ingress('sse', [stream('/events', 'Exact'), stream('/events/')]), [site])).toEqual([]);
  expect(told(ingress('sse', [stream('/')]), [site])).toEqual([]);
  expect(told(ingress('sse', [stream('/events'), { path: '/' }, { path: '/event' }]))).toHaveLength(1);
});

it.each<[string, KubeObject, readonly KubeObject[]]>([
  ['the longer path first', ingress('sse', [{ path: '/events/old' }, stream('/events', 'Exact')]), []],
  ['the same Service', ingress('sse', [stream('/events'), stream('/events-archive')]), []],
  ['another host', ingress('sse', [stream('/events')]), [ingress('a', [{ path: '/event' }], 'b.example.com')]],
  ['an exact path before', ingress('sse', [{ path: '/event', pathType: 'Exact' }, stream('/events', 'Exact')]), []],
  ['everything else', ingress('sse', [stream('/events', 'Exact'), { path: '/' }]), []],
  [
    'the same Ingress for another environment',
    ingress('sse', [stream('/events')], 'a.example.com', 'test'),
    [ingress('sse', [{ path: '/event' }], 'a.example.com', 'live')],
  ],
  [
    'a namespace that is not told',
    ingress('sse', [stream('/events')]),
    [ingress('a', [{ path: '/event' }], 'a.example.com', 'live')],
  ],
  ['paths of other Services alone', ingress('sse', [{ path: '/a', to: 'a' }, { path: '/ab', to: 'b' }, stream('/events')]), []],
])('says nothing of %s', (_, mine, others) => {
  expect(told(mine, others, 'sse').filter((text) => !text.startsWith('note'))).toEqual([]);
});
