import { GetAliasCommand, GetFunctionConfigurationCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { LogSource } from '../log-source.ts';

export interface FoundFunction {
  readonly source?: LogSource;
  readonly warning?: string;
}

/** Where the function with this ARN logs, and which versions the ARN's qualifier means now. */
export async function functionSource(client: LambdaClient, arn: string): Promise<FoundFunction> {
  // arn:aws:lambda:region:account:function:name:qualifier, or a name as integrations may have it.
  const parts = arn.split(':');
  const name = parts.length > 1 ? (parts[6] ?? '') : arn;
  const qualifier = parts[7];
  const region = await client.config.region();
  if (!name) return { warning: `${arn} names no function: the stage lacks a variable. Its log is left out.` };
  if (parts.length > 1 && parts[3] !== region) {
    return { warning: `The log of ${arn} is in another region than ${region}: it is left out.` };
  }
  const [group, versions] = await Promise.all([
    logGroupOf(client, name),
    versionsOf(client, name, qualifier),
  ]);
  const source = {
    kind: 'function',
    name,
    logGroupName: group.name,
    ...(versions.names && { versions: versions.names }),
  } as const;
  const warning = group.warning ?? versions.warning;
  return { source, ...(warning && { warning }) };
}

async function logGroupOf(client: LambdaClient, name: string): Promise<{ name: string; warning?: string }> {
  const usual = `/aws/lambda/${name}`;
  try {
    const { LoggingConfig } = await client.send(new GetFunctionConfigurationCommand({ FunctionName: name }));
    return { name: LoggingConfig?.LogGroup ?? usual };
  } catch (error) {
    return {
      name: usual,
      warning: `${reasonOf(error)} Reading ${usual}, where the function ${name} usually logs.`,
    };
  }
}

/** Without a qualifier the stage calls `$LATEST`; an alias means one version, or two while traffic is shifted. */
async function versionsOf(
  client: LambdaClient,
  name: string,
  qualifier: string | undefined,
): Promise<{ names?: string[]; warning?: string }> {
  if (!qualifier) return { names: ['$LATEST'] };
  if (/^(\d+|\$LATEST)$/.test(qualifier)) return { names: [qualifier] };
  try {
    const alias = await client.send(new GetAliasCommand({ FunctionName: name, Name: qualifier }));
    const shifted = Object.keys(alias.RoutingConfig?.AdditionalVersionWeights ?? {});
    return { names: [alias.FunctionVersion ?? '$LATEST', ...shifted] };
  } catch (error) {
    return { warning: `${reasonOf(error)} Reading all versions of the function ${name}.` };
  }
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return /[.!?]$/.test(message) ? message : `${message}.`;
}
