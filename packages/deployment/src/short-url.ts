import { type Environment, endpointOf, isLoopback } from '@samples/localstack-client';

export interface ShortUrl {
  /** `http://<stack>.localhost:4566`, without a trailing slash. curl and browsers resolve it themselves. */
  readonly url: string;
  /** Why the name is not that of the stack. */
  readonly reason?: string;
}

const patienceMs = 2000;

/**
 * The short URL at which the embedded cloud serves the API of a stack's outputs. `undefined` on every other target:
 * AWS is not asked, and other emulators do not know the question.
 */
export async function shortUrl(
  { ApiId, ApiStage }: Readonly<Record<string, string>>,
  environment: Environment = process.env,
): Promise<ShortUrl | undefined> {
  const endpoint = endpointOf(environment);
  if (!ApiId || !ApiStage || !endpoint || !isLoopback(endpoint)) return undefined;
  const named = (await namedStages(endpoint)).filter(
    ({ apiId, stageName }) => apiId === ApiId && stageName === ApiStage,
  );
  const found = named.find(({ isMain }) => isMain) ?? named[0];
  return found && { url: found.url, ...(found.reason !== undefined && { reason: found.reason }) };
}

interface NamedStage extends ShortUrl {
  readonly apiId: string;
  readonly stageName: string;
  readonly isMain: boolean;
}

async function namedStages(endpoint: string): Promise<readonly NamedStage[]> {
  try {
    const response = await fetch(`${endpoint}/_local-cloud/apis`, {
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
    });
    const { apis } = (await response.json()) as { readonly apis?: unknown };
    return Array.isArray(apis) ? apis.filter((one) => typeof one?.url === 'string') : [];
  } catch {
    return [];
  }
}
