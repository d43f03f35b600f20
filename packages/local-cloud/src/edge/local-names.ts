/**
 * Web pages of strangers can make a browser send requests to this machine. A host name that is not a name of
 * this machine means a rebound DNS entry; a foreign `Origin` means somebody else's page.
 */
export function isForeignHost(host: string | undefined): boolean {
  return host !== undefined && !isLocalName(host.replace(/:\d*$/, ''));
}

export function isForeignOrigin(origin: string | undefined): boolean {
  if (origin === undefined) return false;
  return !URL.canParse(origin) || !isLocalName(new URL(origin).hostname);
}

function isLocalName(name: string): boolean {
  return (
    /^127(\.\d{1,3}){3}$/.test(name) ||
    name === '[::1]' ||
    /(^|\.)localhost$/i.test(name) ||
    /(^|\.)localhost\.localstack\.cloud$/i.test(name) ||
    // The names of APIs on AWS are nobody else's to give away.
    /^[a-z0-9]+\.execute-api\.[a-z0-9-]+\.amazonaws\.com$/i.test(name)
  );
}
