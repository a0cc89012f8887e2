import { classOf, listAt, servicesOf } from '../../kubernetes/ingress';
import type { Remark } from '../../path/hop';
import { ignored, rejected } from '../../path/remark';
import { annotationsOf, NGINX_PREFIX, partOf } from '../ingress-controllers';
import { annotationOf, keyOf, STICKY, STICKY_PLUS } from './about';
import { textOf, type Served } from './annotations';
import { f5NginxFacts as facts } from './facts';
import { stickyList } from './read-affinity';
import { sinceVersion } from './remarks';

/** What values that are each well-formed come to together. */
export const combinationRemarks = (served: Served): Remark[] => [
  ...noClass(served),
  ...ofAnotherController(served),
  ...sticky(served),
  ...mergeable(served),
];

const plusKey = `metadata.annotations["${STICKY_PLUS}"]`;

function noClass({ ingress }: Served): Remark[] {
  if (classOf(ingress) !== '') return [];
  const remark = ignored(
    'spec.ingressClassName is missing',
    'no controller serves the Ingress unless the cluster has a default class, which the input does not show',
    'write spec.ingressClassName',
    facts.noClass,
    'spec.ingressClassName',
  );
  return [{ ...remark, level: 'warning' }];
}

function ofAnotherController({ ingress }: Served): Remark[] {
  const names = annotationsOf(ingress, NGINX_PREFIX);
  if (names.length === 0) return [];
  return [
    ignored(
      `${names.join(', ')} on an Ingress of the F5 NGINX controller`,
      'they are for ingress-nginx; this controller reads nginx.org annotations and has proxy-buffering, proxy-read-timeout and sticky-cookie-services of its own',
      'write the nginx.org annotations, and remove these',
      facts.otherPrefix,
      `metadata.annotations["${names[0]}"]`,
    ),
  ];
}

function sticky(served: Served): Remark[] {
  const found = stickyList(served);
  if (found === undefined) return [];
  const isPlus = found.key === plusKey;
  const hasBoth = !isPlus && served.ingress.metadata.annotations?.[STICKY_PLUS] !== undefined;
  return [
    ...(isPlus ? [plusOnly()] : [sinceVersion]),
    ...(hasBoth ? [plusBeside()] : []),
    ...notServed(
      served,
      (found.list ?? []).map(({ service }) => service),
      found.key,
    ),
  ];
}

const plusOnly = (): Remark => ({
  ...rejected(
    `${plusKey} is set`,
    'only NGINX Plus has it; with open source the controller rejects the whole Ingress for it, and which of the two runs the input does not show',
    `from controller 5.4.0 on write ${annotationOf(STICKY)} instead, which both take`,
    facts.stickyPlus,
    plusKey,
  ),
  level: 'warning',
});

const plusBeside = (): Remark => ({
  ...ignored(`${plusKey} stands beside ${annotationOf(STICKY)}`, 'the latter is used', 'remove it', facts.stickyPlus, plusKey),
  level: 'warning',
});

function notServed({ ingress }: Served, listed: readonly string[], key: string): Remark[] {
  const services = servicesOf(ingress);
  const others = listed.filter((name) => !services.includes(name));
  if (others.length === 0) return [];
  const remark = ignored(
    `${key} lists ${others.join(', ')}`,
    `the Ingress routes to ${services.join(', ')} only`,
    'list the Service of the stream by its name',
    facts.stickyList,
    key,
  );
  return [{ ...remark, level: 'warning' }];
}

const NOT_ON_A_MASTER = [STICKY, 'use-cluster-ip'];
const NOT_ON_A_MINION = ['ssl-redirect', 'redirect-to-https', 'server-snippets'];

function mergeable({ ingress, master }: Served): Remark[] {
  if (partOf(ingress) !== 'minion') return [];
  const onMaster = master === undefined ? [] : NOT_ON_A_MASTER.filter((name) => textOf(master, name) !== undefined);
  const onMinion = NOT_ON_A_MINION.filter((name) => textOf(ingress, name) !== undefined);
  return [
    ...(master === undefined
      ? [noMaster()]
      : onMaster.map((name) => misplaced(`Ingress/${master.metadata.name} ${keyOf(name)}`, 'minion'))),
    ...onMinion.map((name) => misplaced(keyOf(name), 'master')),
    ...(listAt(ingress, 'spec', 'tls').length === 0 ? [] : [tlsOfMinion()]),
  ];
}

const noMaster = (): Remark => ({
  rule: 'hop-not-in-input',
  found: 'the Ingress is a minion and its master is not in the input',
  need: 'the controller serves a minion with its master only, whose TLS, timeouts and buffering hold for it',
  fix: 'add the master, an Ingress of the same host, to the input',
  fact: facts.mergeable,
  key: keyOf('mergeable-ingress-type'),
});

const misplaced = (key: string, to: 'master' | 'minion'): Remark =>
  ignored(
    `${key} is on the ${to === 'minion' ? 'master' : 'minion'} of a mergeable Ingress`,
    `the controller heeds it on the ${to} only`,
    `move it to the ${to}`,
    to === 'minion' ? facts.masterIgnored : facts.minionIgnored,
    key,
  );

const tlsOfMinion = (): Remark =>
  rejected(
    'the minion has spec.tls',
    'the controller rejects a minion for it; TLS is of the master',
    'move spec.tls to the master',
    facts.mergeable,
    'spec.tls',
  );
