import type { HopKind } from '../hop-kind';
import { agcFacts } from './facts';
import { planAgc } from './hop';

export const agcKind: HopKind = {
  type: 'agc',
  title: 'Application Gateway for Containers, as Terraform makes it, with the access that its controller needs.',
  place: 'proxy',
  needs: { behind: ['http-route/agc', 'ingress-agc'] },
  facts: agcFacts,
  plan: () =>
    planAgc({ object: 'Application Gateway for Containers sse', name: 'sse', subnet: { addressPrefix: '10.0.0.0/24' } }),
};
