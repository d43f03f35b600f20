import { ServiceError } from '../../aws/service-error.ts';
import type { Template } from '../template.ts';
import type { Source } from './read-source.ts';

/** Types whose names the account's permissions may hang on. */
const nameProperties: Readonly<Record<string, string | undefined>> = {
  'AWS::IAM::AccessKey': undefined,
  'AWS::IAM::Group': 'GroupName',
  'AWS::IAM::InstanceProfile': 'InstanceProfileName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::Policy': undefined,
  'AWS::IAM::Role': 'RoleName',
  'AWS::IAM::User': 'UserName',
  'AWS::IAM::UserToGroupAddition': undefined,
};

/** Throws `InsufficientCapabilitiesException` when a template makes permissions nobody acknowledged. */
export function checkCapabilities({ Resources: resources }: Template, given: readonly string[]): void {
  const iam = Object.values(resources).filter(({ Type }) => Object.hasOwn(nameProperties, Type));
  const isNamed = iam.some(({ Type, Properties = {} }) =>
    Object.hasOwn(Properties, nameProperties[Type] ?? ''),
  );
  if (given.includes('CAPABILITY_NAMED_IAM')) return;
  if (isNamed) throw requires('CAPABILITY_NAMED_IAM');
  if (iam.length > 0 && !given.includes('CAPABILITY_IAM')) throw requires('CAPABILITY_IAM');
}

/** A change set shows what a macro made of the template, so only the operations without one ask for this. */
export function checkAutoExpand({ transforms }: Source, given: readonly string[]): void {
  if (transforms.length > 0 && !given.includes('CAPABILITY_AUTO_EXPAND'))
    throw requires('CAPABILITY_AUTO_EXPAND');
}

function requires(capability: string): ServiceError {
  return new ServiceError('InsufficientCapabilitiesException', `Requires capabilities : [${capability}]`);
}
