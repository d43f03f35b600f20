import { ServiceError } from '../../aws/service-error.ts';
import type { ResourceType } from '../resource-type.ts';

/** A name by which templates have a function of the account rewrite them. */
export function macroType(macros: Map<string, string>): ResourceType {
  return {
    type: 'AWS::CloudFormation::Macro',
    properties: { Description: 'update', FunctionName: 'update', Name: 'replace' },
    attributes: [],
    required: ['FunctionName', 'Name'],
    inert: ['LogGroupName', 'LogRoleARN'],
    async create({ Name, FunctionName }) {
      const name = String(Name);
      if (macros.has(name)) throw new ServiceError('AlreadyExistsException', `Macro ${name} already exists`);
      macros.set(name, String(FunctionName));
      return { physicalId: name, attributes: {} };
    },
    async update({ FunctionName }, existing) {
      macros.set(existing.physicalId, String(FunctionName));
      return existing;
    },
    async delete({ physicalId }) {
      macros.delete(physicalId);
    },
  };
}
