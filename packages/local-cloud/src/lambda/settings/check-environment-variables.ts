import { invalidParameter, invalidValue } from '../errors.ts';
import { maxEnvironmentVariablesBytes } from '../limits.ts';

const reserved = new Set([
  '_HANDLER',
  '_X_AMZN_TRACE_ID',
  'AWS_ACCESS_KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_DEFAULT_REGION',
  'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
  'AWS_LAMBDA_FUNCTION_NAME',
  'AWS_LAMBDA_FUNCTION_VERSION',
  'AWS_LAMBDA_INITIALIZATION_TYPE',
  'AWS_LAMBDA_LOG_GROUP_NAME',
  'AWS_LAMBDA_LOG_STREAM_NAME',
  'AWS_LAMBDA_MAX_CONCURRENCY',
  'AWS_LAMBDA_RUNTIME_API',
  'AWS_REGION',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'LAMBDA_RUNTIME_DIR',
  'LAMBDA_TASK_ROOT',
]);

const refusal =
  'Lambda was unable to configure your environment variables because the environment variables you have provided';

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
export function checkEnvironmentVariables(variables: Readonly<Record<string, string>> = {}): void {
  const names = Object.keys(variables);
  const taken = names.filter((name) => reserved.has(name));
  if (taken.length > 0) {
    throw invalidParameter(
      `${refusal} contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${taken.join(', ')}`,
    );
  }
  for (const [name, value] of Object.entries(variables)) {
    if (!/^[a-zA-Z]\w+$/.test(name)) {
      const constraint =
        'Map keys must satisfy constraint: [Member must satisfy regular expression pattern: [a-zA-Z]([a-zA-Z0-9_])+]';
      throw invalidValue(name, 'environment.variables', constraint);
    }
    if (typeof value !== 'string' || value.includes('\0')) {
      throw invalidValue(value, 'environment.variables', `Member must be a string without NUL, for ${name}`);
    }
  }
  if (Buffer.byteLength(JSON.stringify(variables)) > maxEnvironmentVariablesBytes) {
    throw invalidParameter(`${refusal} exceeded the 4KB limit.`);
  }
}
