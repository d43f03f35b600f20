import { inputTypes } from '../aws/input-types.ts';
import { jsonService } from '../aws/json-protocol.ts';
import type { Service } from '../aws/service.ts';
import { ServiceError } from '../aws/service-error.ts';

interface GetResourceInput {
  readonly TypeName?: string;
  readonly Identifier?: string;
}

/** `sam list endpoints` asks Cloud Control whether a function has a URL. No function has one here. */
export function createCloudControl(): { readonly service: Service } {
  const service = jsonService({
    signingName: 'cloudcontrolapi',
    version: '1.0',
    operations: { GetResource: getResource },
    inputTypes: inputTypes({ string: 'Identifier RoleArn TypeName TypeVersionId' }),
  });
  return { service };
}

function getResource({ TypeName, Identifier }: GetResourceInput): never {
  if (!TypeName) throw missing('typeName');
  if (!Identifier) throw missing('identifier');
  if (TypeName !== 'AWS::Lambda::Url') {
    throw new ServiceError(
      'UnsupportedActionException',
      `Cloud Control in this embedded cloud does not read resources of type ${TypeName}.`,
    );
  }
  throw new ServiceError(
    'ResourceNotFoundException',
    `Resource of type '${TypeName}' with identifier '${Identifier}' was not found.`,
  );
}

function missing(member: string): ServiceError {
  const constraint = 'failed to satisfy constraint: Member must not be null';
  const message = `1 validation error detected: Value null at '${member}' ${constraint}`;
  return new ServiceError('ValidationException', message);
}
