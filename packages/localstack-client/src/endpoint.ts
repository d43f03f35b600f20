export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The URL of the LocalStack-compatible endpoint that `AWS_ENDPOINT_URL` names, without a trailing slash;
 * nothing means AWS itself. Throws when the variable holds no usable http(s) URL.
 */
export function endpointOf(environment: Environment = process.env): string | undefined {
  const address = environment.AWS_ENDPOINT_URL;
  return address ? checked(address) : undefined;
}

/** Whether an endpoint is this machine's own; `localhost.localstack.cloud` is a public name of 127.0.0.1. */
export function isLoopback(endpoint: string): boolean {
  const { hostname } = new URL(endpoint);
  return (
    /^127(\.\d+){3}$/.test(hostname) ||
    hostname === '[::1]' ||
    /(^|\.)localhost(\.localstack\.cloud)?$/.test(hostname)
  );
}

function checked(address: string): string {
  const url = URL.parse(address);
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:';
  if (!url || !isWeb || url.search || url.hash) {
    throw new TypeError(
      `Expected an http(s) URL like http://127.0.0.1:4566 for AWS_ENDPOINT_URL, received ${JSON.stringify(address)}`,
    );
  }
  if (url.username || url.password) {
    throw new TypeError(
      'Expected a URL without user and password for AWS_ENDPOINT_URL, received one that has them',
    );
  }
  return url.href.replace(/\/+$/, '');
}
