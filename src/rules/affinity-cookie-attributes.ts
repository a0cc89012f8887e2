import { known } from '../path/hop';
import type { Setting } from '../path/setting';
import { judgeCookies, type Cookie } from './ask/cookies';
import { byKey } from './ask/fix';
import type { Verdict } from './ask/judge';
import { webFacts } from './ask/web-facts';
import { mayDecide } from './ask/pod-chooser';
import type { Rule } from './rule';

export const affinityCookieAttributes: Rule = {
  id: 'affinity-cookie-attributes',
  level: 'error',
  title: 'Browsers accept the affinity cookie, send it over TLS only, and its value names a pod.',
  symptom: 'Affinity fails in browsers and works in curl; or some clients move whenever pods come or go.',
  cause:
    'Browsers reject SameSite=None without Secure. A cookie that is only hashed onto the list of pods points elsewhere when the list changes.',
  remedy: 'Set Secure where the stream has TLS, and prefer affinity that names the pod where the hop has both.',
  aspects: ['affinity', 'transport'],
  provenBy: [{ command: 'curl -sN -D - -o /dev/null --max-time 5 URL', shows: 'Secure and SameSite of Set-Cookie' }],
  ask(policy, path) {
    const hasTls = path.hops.some((hop) => known(hop, 'transport').some(({ value }) => value !== 'plain'));
    const verdicts = [rejected, ...(hasTls ? [sentOverPlain] : []), hashed];
    return verdicts.flatMap((verdict) => judgeCookies(policy, mayDecide(path), verdict));
  },
};

function rejected({ name, sameSite, secure }: Cookie, setting: Setting): Verdict | undefined {
  if (sameSite !== 'None' || secure === true) return undefined;
  const fix = byKey(
    'set Secure, or another SameSite',
    setting,
    'serve page and stream from one site, or rely on no affinity across sites',
  );
  const found = `cookie ${name} has SameSite=None`;
  return secure === false
    ? { message: `${found} and no Secure: browsers reject it; it needs Secure`, fix, fact: webFacts.sameSiteNone }
    : {
        level: 'unknown',
        message: `${found}, which needs Secure, and no source says whether it has it`,
        fix,
        fact: webFacts.sameSiteNone,
      };
}

/** A note: the cookie tells which pod, and no secret. */
function sentOverPlain({ name, secure, sameSite }: Cookie): Verdict | undefined {
  if (secure === true || sameSite === 'None') return undefined;
  const fix =
    'set Secure where the hop has a setting for it; otherwise send Strict-Transport-Security, so that browsers never use plain HTTP';
  return secure === false
    ? {
        level: 'note',
        message: `cookie ${name} lacks Secure although the stream has TLS: a browser sends it over plain HTTP too`,
        fix,
      }
    : {
        level: 'unknown',
        message: `no source says whether cookie ${name} has Secure; without it a browser sends it over plain HTTP too`,
        fix,
      };
}

function hashed({ name, pins }: Cookie): Verdict | undefined {
  if (pins !== 'hash') return undefined;
  return {
    level: 'note',
    message: `cookie ${name} is hashed onto the list of pods: when pods come or go, some clients move although their pod lives`,
    fix: 'let the server resume a stream on any pod, or balance at a hop whose cookie names the pod',
  };
}
