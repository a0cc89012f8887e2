import { visit, type Lab } from './lab';

/** What a browser asks before a page of `origin` may send a request with Last-Event-ID; it asks without credentials. */
export async function preflight(lab: Lab, origin: string): Promise<void> {
  const headers = {
    accept: '*/*',
    origin,
    'access-control-request-method': lab.client.target.method ?? 'GET',
    'access-control-request-headers': 'last-event-id',
  };
  await visit(lab, 'preflight', { method: 'OPTIONS', anonymous: true, headers, atMost: 5_000 }).done;
}
