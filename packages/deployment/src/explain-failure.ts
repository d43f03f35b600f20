import { inspect } from 'node:util';
import { type Environment, endpointOf } from '@samples/localstack-client';

/** What went wrong between this machine and the target, in one sentence; a bug of ours with its stack trace. */
export function explainFailure(error: unknown, environment: Environment): string {
  if (!(error instanceof Error)) return inspect(error);
  if (error instanceof TypeError && error.message.startsWith('Expected ')) return error.message;
  const code = codeOf(error);
  if (code && UNREACHABLE.includes(code)) return unreachable(code, endpointOf(environment));
  if (error.name === 'CredentialsProviderError') {
    return 'There are no AWS credentials: sign in with the AWS CLI, set AWS_PROFILE or AWS_ACCESS_KEY_ID, or set AWS_ENDPOINT_URL to deploy to a local endpoint';
  }
  if (error.message === 'Region is missing') return 'There is no AWS region: set AWS_REGION';
  // Every error of an AWS service has this field; the service's own message is the best one.
  if ('$metadata' in error) return `${error.name}: ${error.message}`;
  return inspect(error);
}

const UNREACHABLE = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ETIMEDOUT', 'ECONNRESET'];

function unreachable(code: string, endpoint: string | undefined): string {
  if (!endpoint) return `AWS cannot be reached (${code}): check the network, or set AWS_ENDPOINT_URL`;
  const advice = code === 'ECONNREFUSED' ? ': start it with npm start' : ` (${code})`;
  return `Nothing listens at ${endpoint}${advice}`;
}

// `localhost` has two IP addresses: a refused connection can be an AggregateError with the code in its parts.
function codeOf(error: Error): string | undefined {
  if ('code' in error && typeof error.code === 'string') return error.code;
  const cause = error instanceof AggregateError ? error.errors[0] : error.cause;
  return cause instanceof Error ? codeOf(cause) : undefined;
}
