import { ServiceError } from '../../aws/service-error.ts';
import type { Template } from '../template.ts';
import type { Source } from './template-source.ts';

/** The types that grant permissions, each with the property that names it. */
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

/** The resources that grant permissions, and the capability that acknowledges all of them. */
export function iamResources({ Resources: resources }: Template): {
  types: string[];
  capability: 'CAPABILITY_IAM' | 'CAPABILITY_NAMED_IAM' | undefined;
} {
  const iam = Object.values(resources).filter(({ Type }) => Object.hasOwn(nameProperties, Type));
  const isNamed = iam.some(({ Type, Properties = {} }) =>
    Object.hasOwn(Properties, nameProperties[Type] ?? ''),
  );
  const needed = iam.length > 0 ? 'CAPABILITY_IAM' : undefined;
  return { types: iam.map(({ Type }) => Type), capability: isNamed ? 'CAPABILITY_NAMED_IAM' : needed };
}

/** Throws `InsufficientCapabilitiesException` for a template that grants permissions without being acknowledged. */
export function checkCapabilities(template: Template, given: readonly string[]): void {
  const { capability } = iamResources(template);
  const isGiven = (name: string) => given.includes(name) || given.includes('CAPABILITY_NAMED_IAM');
  if (capability !== undefined && !isGiven(capability)) throw requires(capability);
}

/** A change set shows what a transform generated, so only the operations without a change set ask for this capability. */
export function checkAutoExpand({ transforms }: Source, given: readonly string[]): void {
  if (transforms.length > 0 && !given.includes('CAPABILITY_AUTO_EXPAND'))
    throw requires('CAPABILITY_AUTO_EXPAND');
}

function requires(capability: string): ServiceError {
  return new ServiceError('InsufficientCapabilitiesException', `Requires capabilities : [${capability}]`);
}
