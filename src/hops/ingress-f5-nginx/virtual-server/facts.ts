import { facts } from '../../../path/fact';

const CODE = 'https://github.com/nginx/kubernetes-ingress/blob/v5.5.4';
const VALIDATION = `${CODE}/pkg/apis/configuration/validation/virtualserver.go`;
const RENDERING = `${CODE}/internal/configs/virtualserver.go`;
const TYPES = `${CODE}/pkg/apis/configuration/v1/types.go`;

const documented = { checked: '2026-11-21', known: 'documented' } as const;

/** What is true of VirtualServer and VirtualServerRoute beside what is true of the controller. */
export const virtualServerFacts = facts({
  upstreamTypes: {
    says: 'In an upstream of a VirtualServer timeouts, next-upstream and lb-method are strings, buffering and use-cluster-ip booleans; the API server refuses an object with another type.',
    source: TYPES,
    ...documented,
  },
  upstreamChecked: {
    says: 'The controller rejects a VirtualServer of which one field does not pass its check, and serves nothing of it.',
    source: VALIDATION,
    ...documented,
  },
  sessionCookie: {
    says: 'sessionCookie with enable true has nginx set a cookie that names the pod. With open source it is there from 5.4.0 on; an older controller rejects the VirtualServer for it.',
    min: '5.4.0',
    unit: 'nginx time',
    source: RENDERING,
    ...documented,
  },
  sessionCookieName: {
    says: 'The name of a sessionCookie is needed, and has letters, digits and _ only.',
    source: VALIDATION,
    ...documented,
  },
  sessionCookieOff: {
    says: 'Without enable true a sessionCookie does nothing.',
    default: false,
    source: RENDERING,
    ...documented,
  },
  splits: {
    says: 'splits draw an upstream for each request by its weight, from $request_id: nothing brings a client back to the same one.',
    source: RENDERING,
    ...documented,
  },
  upstreamNamed: {
    says: 'action.pass and action.proxy.upstream name an upstream of the same object; the controller rejects the object where there is none of the name.',
    source: VALIDATION,
    ...documented,
  },
  route: {
    says: 'A route of a VirtualServer may be that of a VirtualServerRoute of the same host, named as name or namespace/name or chosen by labels; TLS is of the VirtualServer.',
    source: TYPES,
    ...documented,
  },
  redirect: {
    says: 'A VirtualServer with tls.secret serves plain HTTP too, unless tls.redirect.enable is true; its default is false.',
    default: false,
    source: TYPES,
    ...documented,
  },
  hostOfRoute: {
    says: 'A VirtualServer needs a host, and its VirtualServerRoutes the same.',
    source: VALIDATION,
    ...documented,
  },
});
