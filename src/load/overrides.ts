import { basename } from 'node:path';
import type { Loaded } from './loader';

/** Terraform merges these files over the others of their folder. */
export const isOverride = (file: string): boolean => /^(?:.+_)?override\.tf(?:\.json)?$/.test(basename(file));

export const overriding = (file: string): Loaded => ({
  skipped: [
    {
      file,
      reason: 'an override file, which Terraform merges over the others: lint a plan (terraform show -json) for its values',
    },
  ],
});
