import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { artifactBucket, DeployError, type Target } from '@samples/deployment';
import { UsageError } from './usage-error.ts';

/** What `npm run config` writes for one sample, into a file that git ignores. */
export interface Settings {
  readonly accountId: string;
  readonly bucketName: string;
  readonly region: string;
  /** Added by hand: the URI of a MongoDB server, where neither the environment nor `.env` has one. */
  readonly mongoUri?: string;
}

export function settingsPath(root: string, sample: string): string {
  return path.join(root, 'apps', sample, 'settings.json');
}

/** The settings of a sample; nothing where `npm run config` was not run. */
export async function findSettings(root: string, sample: string): Promise<Settings | undefined> {
  const file = settingsPath(root, sample);
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : checkSettings(parsed(text, file), file);
}

/** The settings of a sample, whose region the AWS SDK uses from now on. */
export async function useSettings(root: string, sample: string): Promise<Settings> {
  const settings = await findSettings(root, sample);
  if (!settings)
    throw new UsageError(
      `${settingsPath(root, sample)} is not there: write it with npm run config --workspace ${sample} -- ACCOUNT_ID BUCKET [REGION]`,
    );
  process.env.AWS_REGION = settings.region;
  return settings;
}

/** The region of `--region`, which the AWS SDK uses from now on, whatever the environment or the settings say. */
export function useRegion(region: string | undefined): void {
  if (region === undefined) return;
  const [pattern, expected] = patterns.region;
  if (!pattern.test(region))
    throw new UsageError(`Expected ${expected} for --region, received ${JSON.stringify(region)}`);
  process.env.AWS_REGION = region;
}

/** Nothing is made, changed or deleted in another account than the settings name. */
export async function checkAccount({ sts }: Target, { accountId }: Settings): Promise<void> {
  const { account } = await artifactBucket(sts);
  if (account !== accountId)
    throw new DeployError(`Expected credentials of the account ${accountId}, received those of ${account}`);
}

export async function writeSettings(file: string, settings: Settings): Promise<void> {
  checkSettings(settings, file);
  await writeFile(file, `${JSON.stringify(settings, null, 2)}\n`);
}

const patterns = {
  accountId: [/^\d{12}$/, 'an account id of 12 digits'],
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
  bucketName: [
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
    'a bucket name of 3 to 63 lower-case letters, digits, . and -',
  ],
  region: [/^[a-z]{2}(-[a-z]+)+-\d$/, 'a region such as us-east-1'],
} as const;

function checkSettings(value: unknown, file: string): Settings {
  const settings = (value ?? {}) as Record<string, unknown>;
  for (const [name, [pattern, expected]] of Object.entries(patterns)) {
    if (!pattern.test(String(settings[name])))
      throw new UsageError(
        `Expected ${expected} for ${name} (${file}), received ${JSON.stringify(settings[name])}`,
      );
  }
  return value as Settings;
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${file} is not valid JSON`);
  }
}
