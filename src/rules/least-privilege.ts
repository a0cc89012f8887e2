import { byKey } from './ask/fix';
import { judge } from './ask/judge';
import type { Rule } from './rule';

export const leastPrivilege: Rule = {
  id: 'least-privilege',
  level: 'note',
  title: 'Neither the pods nor the services they use are open wider than the stream needs.',
  symptom: 'None in the stream; a hole in the server gives an attacker more than it must, or the cluster refuses the pods.',
  cause:
    'A process that is open to every client for hours runs as root, may gain capabilities, write to its file system or call the API server.',
  remedy: 'Run as non-root with a read-only root, no capabilities, no escalation, the default seccomp profile and no API token.',
  aspects: ['privileges'],
  provenBy: [
    {
      command: 'kubectl get pods -l LABELS -o "jsonpath={.items[*].spec.containers[*].securityContext}"',
      shows: 'what the containers may do',
    },
  ],
  ask: (_policy, path) =>
    judge(path, 'privileges', (setting) => {
      if (setting.value.length === 0) return undefined;
      return {
        message: `not restricted: ${setting.value.join(', ')}`,
        fix: byKey(`restrict ${setting.value.join(', ')}`, setting, `restrict ${setting.value.join(', ')}`),
      };
    }),
};
