import { redisFacts as facts } from './facts';
import { RATE_ANNOTATION, RATE_TAG } from './names';

/** The product's name, the key and the fact of each setting, shared by plan and read. */
export const about = {
  managed: {
    eviction: {
      name: 'eviction policy',
      key: 'default_database.eviction_policy',
      literals: { off: 'NoEviction' },
      fact: facts.managedEviction,
    },
    rate: { name: 'event rate', key: `tags["${RATE_TAG}"]`, fact: facts.events },
  },
  inCluster: {
    eviction: {
      name: 'maxmemory-policy',
      key: 'spec.template.spec.containers[redis].args',
      literals: { off: '--maxmemory-policy noeviction' },
      fact: facts.eviction,
    },
    rate: { name: 'event rate', key: `metadata.annotations["${RATE_ANNOTATION}"]`, fact: facts.events },
  },
};

export const managedObject = (name: string): string => `Azure Managed Redis ${name}`;

/** What a backplane stands behind, where nothing in the input leads to it. */
export const readBy = (object: string): string => `what resumes streams from ${object}`;
