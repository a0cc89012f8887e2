import { remarksOnly, type Rule } from './rule';

export const reloadCutsStreams: Rule = {
  id: 'reload-cuts-streams',
  level: 'warning',
  title: 'No reload of a proxy cuts streams.',
  symptom: 'All streams through one proxy end at the same moment, minutes after somebody changed an unrelated object.',
  cause: 'The proxy starts new workers to load a configuration, and ends the old ones with their streams after a while.',
  remedy: 'Let clients resume (Last-Event-ID), and raise the time old workers live where the hop lets you.',
  aspects: [],
  provenBy: [{ check: 'resumes-after-cut' }],
  ask: remarksOnly,
};
