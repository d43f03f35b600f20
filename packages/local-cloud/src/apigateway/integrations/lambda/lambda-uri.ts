import { badRequest } from '../../errors.ts';
import { type AwsEndpoint, awsEndpoint } from '../aws/aws-endpoint.ts';

/** Returns the function's ARN for a call, given the variables of its stage. */
export type FunctionName = (stageVariables: Readonly<Record<string, string>>) => string;

const invocation =
  /^arn:aws:apigateway:[^:]*:lambda:path\/\s*\/?2015-03-31\/functions\/(arn:aws:lambda:[^:/]*:[^:/]*:function:[^/]+|\$\{stageVariables\.[^}]+\})\/invocations$/;
const variable = /\$\{stageVariables\.([^}]+)\}/g;

/** Other URIs of Lambda are calls of its API like those of every service. */
export function isInvocation({ service, name }: AwsEndpoint): boolean {
  return service === 'lambda' && /\/functions\/.*\/invocations$/s.test(name);
}

/**
 * The function that an integration's `uri` names, in which stage variables may stand for the name, the alias or
 * the whole ARN. Refuses every other URI with AWS's message.
 */
export function lambdaFunctionOf(uri: string | undefined): FunctionName {
  awsEndpoint(uri);
  const functionArn = uri?.match(invocation)?.[1];
  if (functionArn === undefined) {
    throw badRequest(
      "Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations.",
    );
  }
  if (!functionArn.includes('${')) return () => functionArn;
  return (stageVariables) =>
    functionArn.replace(variable, (_, name: string) =>
      Object.hasOwn(stageVariables, name) ? (stageVariables[name] ?? '') : '',
    );
}
