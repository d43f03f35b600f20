import type { FunctionUrlConfig } from '@aws-sdk/client-lambda';
import { inputTypes } from '../aws/input-types.ts';
import { jsonService } from '../aws/json-protocol.ts';
import type { Service } from '../aws/service.ts';
import { ServiceError } from '../aws/service-error.ts';

interface GetResourceInput {
  readonly TypeName?: string;
  readonly Identifier?: string;
  readonly RoleArn?: string;
  readonly TypeVersionId?: string;
}

/** Where the URLs of functions are read. */
interface FunctionUrls {
  GetFunctionUrlConfig(input: { FunctionName: string }): FunctionUrlConfig;
}

/** `sam list endpoints` asks Cloud Control for the URL of each function. */
export function createCloudControl(functions: FunctionUrls): { readonly service: Service } {
  return { service: cloudControlService(cloudControlOperations(functions)) };
}

export function cloudControlOperations(functions: FunctionUrls) {
  return { GetResource: (input: GetResourceInput) => getResource(functions, input) };
}

export function cloudControlService(operations: ReturnType<typeof cloudControlOperations>): Service {
  return jsonService({
    signingName: 'cloudcontrolapi',
    version: '1.0',
    operations,
    inputTypes: inputTypes({ string: 'Identifier RoleArn TypeName TypeVersionId' }),
  });
}

/** The identifier is the name or the ARN of a function, or the ARN of an alias. */
function getResource(functions: FunctionUrls, input: GetResourceInput): object {
  const { TypeName, Identifier } = input;
  if (!TypeName) throw missing('typeName');
  if (!Identifier) throw missing('identifier');
  for (const name of ['RoleArn', 'TypeVersionId'] as const)
    if (input[name] !== undefined)
      throw new ServiceError('UnsupportedActionException', `${name} is not offered by this embedded cloud.`);
  if (TypeName !== 'AWS::Lambda::Url') {
    throw new ServiceError(
      'UnsupportedActionException',
      `Cloud Control in this embedded cloud does not read resources of type ${TypeName}.`,
    );
  }
  const url = urlOf(functions, Identifier);
  if (!url) {
    const message = `Resource of type '${TypeName}' with identifier '${Identifier}' was not found.`;
    throw new ServiceError('ResourceNotFoundException', message);
  }
  const { FunctionArn, FunctionUrl, AuthType, InvokeMode, Cors } = url;
  const shown = { FunctionArn, FunctionUrl, AuthType, InvokeMode, Cors, TargetFunctionArn: FunctionArn };
  return { TypeName, ResourceDescription: { Identifier, Properties: JSON.stringify(shown) } };
}

function urlOf(functions: FunctionUrls, FunctionName: string): FunctionUrlConfig | undefined {
  try {
    return functions.GetFunctionUrlConfig({ FunctionName });
  } catch (error) {
    if (error instanceof ServiceError) return undefined;
    throw error;
  }
}

function missing(member: string): ServiceError {
  const constraint = 'failed to satisfy constraint: Member must not be null';
  const message = `1 validation error detected: Value null at '${member}' ${constraint}`;
  return new ServiceError('ValidationException', message);
}
