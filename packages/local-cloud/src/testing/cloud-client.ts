import { afterAll, beforeAll } from 'vitest';
import { createLocalCloud, type LocalCloud, type LocalCloudOptions } from '../local-cloud.ts';

/** What every SDK client takes to talk to this cloud as the account's root. */
export interface ClientOptions {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly forcePathStyle: boolean;
  readonly maxAttempts: number;
}

/**
 * A cloud for the tests of one file, started before and stopped after them. Call it at the top of the file;
 * `client(S3Client)` makes an SDK client, `url()` is the cloud's URL.
 */
export function withCloud(options: LocalCloudOptions = {}) {
  let cloud: LocalCloud | undefined;
  beforeAll(async () => {
    cloud = await createLocalCloud(options);
  });
  afterAll(() => cloud?.stop());

  function url(): string {
    if (!cloud) throw new Error('Expected the cloud to be running: call url() inside a test or hook.');
    return cloud.url;
  }
  return {
    url,
    /** As after the tests, for those that look at what is left then. */
    stop: async () => cloud?.stop(),
    client<T>(Client: new (options: ClientOptions) => T, region = 'us-east-1'): T {
      return new Client({
        endpoint: url(),
        region,
        credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
        forcePathStyle: true,
        maxAttempts: 1,
      });
    },
  };
}
