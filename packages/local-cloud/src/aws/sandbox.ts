/**
 * The content security policy for content under a path of the cloud's own host: as a page it gets an origin of its
 * own, and cannot act as a page of the cloud.
 */
export const sandboxPolicy = 'sandbox allow-downloads allow-forms allow-modals allow-popups allow-scripts';

/** What browsers show without running scripts. They guess the type of what has none, a malformed or an unknown one. */
const inertType =
  /^(?:text\/(?:plain|css|csv|javascript|markdown)|application\/(?:javascript|json|octet-stream|x-ndjson|yaml|zip)|image\/(?:avif|gif|jpeg|png|webp|x-icon)|(?:audio|video|font)\/[\w.-]+)\s*(?:;[^,]*)?$/i;

/** Whether a browser could show this as a page that runs scripts. */
export function mayBePage(contentType: string | undefined): boolean {
  return !inertType.test(String(contentType).trim());
}
