import { remarksOnly, type Rule } from './rule';

export const settingIgnoredByTarget: Rule = {
  id: 'setting-ignored-by-target',
  level: 'error',
  title: 'Every setting that is written has an effect.',
  symptom: 'The stream behaves as if the setting were not there, and nothing reports an error.',
  cause:
    'The product does not know the key, or ignores it in this place, version or combination. The API server accepts it all the same.',
  remedy: 'Remove the setting, or write the one that the product heeds.',
  aspects: [],
  provenBy: [],
  ask: remarksOnly,
};
