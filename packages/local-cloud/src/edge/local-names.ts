/** The names of APIs on AWS are nobody else's to give away. */
const localNames = [
  String.raw`127(?:\.\d{1,3}){3}`,
  String.raw`\[::1\]`,
  String.raw`(?:.*\.)?localhost(?:\.localstack\.cloud)?`,
  String.raw`[a-z0-9]+\.execute-api\.[a-z0-9-]+\.amazonaws\.com`,
];
const localHost = new RegExp(`^(?:${localNames.join('|')})(?::\\d*)?$`, 'i');

/**
 * Web pages of strangers can make a browser send requests to this machine. A host name that is not a name of
 * this machine means a rebound DNS entry; a foreign `Origin` means somebody else's page.
 */
export function isForeignHost(host: string | undefined): boolean {
  return host !== undefined && !localHost.test(host);
}

export function isForeignOrigin(origin: string | undefined): boolean {
  if (origin === undefined) return false;
  return !URL.canParse(origin) || !localHost.test(new URL(origin).hostname);
}
