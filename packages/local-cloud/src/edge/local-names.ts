/** Names that lead to this machine whatever a DNS server says. */
const loopbackName = String.raw`127(?:\.\d{1,3}){3}|\[::1\]|(?:[a-z0-9_-]+\.)*localhost`;
/** LocalStack's DNS has these lead here: right for a Host, but LocalStack may have them lead elsewhere tomorrow. */
const borrowedName = String.raw`(?:[a-z0-9_-]+\.)*localhost\.localstack\.cloud`;
/** AWS's names of deployed APIs and functions. Anybody can publish a page under one of them. */
const apiNameOnAws = String.raw`[a-z0-9]+\.execute-api\.[a-z0-9-]+\.amazonaws\.com`;
const functionNameOnAws = String.raw`[a-z0-9-]+\.lambda-url\.[a-z0-9-]+\.on\.aws`;

const localHost = new RegExp(
  `^(?:${loopbackName}|${borrowedName}|${apiNameOnAws}|${functionNameOnAws})(?::\\d*)?$`,
  'i',
);
const localPage = new RegExp(`^https?://(?:${loopbackName})(?::\\d+)?$`, 'i');
/** `<bucket>.s3.localhost`: a bucket's own origin. */
const bucketHost = /.\.s3(?:[.-][a-z\d-]+)?\.(?:localhost(?:\.localstack\.cloud)?|amazonaws\.com)(?::\d*)?$/i;

/** A host name that is not a name of this machine means a rebound DNS entry. */
export function isForeignHost(host: string | undefined): boolean {
  return host !== undefined && !localHost.test(host);
}

/** Whether an origin such as `http://localhost:5173` is served by this machine. `null` is nobody's origin. */
export function isLocalOrigin(origin: string): boolean {
  return localPage.test(origin);
}

export function isBucketHost(host: string | undefined): boolean {
  return bucketHost.test(String(host));
}
