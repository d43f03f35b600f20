import type { Properties, ResourceType } from '../resource-type.ts';

interface LogStreamProperties extends Properties {
  readonly LogGroupName: string;
  readonly LogStreamName?: string;
}

export const logsLogStream: ResourceType = {
  type: 'AWS::Logs::LogStream',
  attributes: [],
  properties: { LogGroupName: 'replace', LogStreamName: 'replace' },
  required: ['LogGroupName'],
  missing: ['ResourceNotFoundException'],

  async create(properties, context) {
    const { LogGroupName: logGroupName, LogStreamName } = properties as LogStreamProperties;
    const logStreamName = LogStreamName ?? context.generateName(512);
    context.services.logs.operations.CreateLogStream({ logGroupName, logStreamName });
    return { physicalId: logStreamName, attributes: {} };
  },

  async delete({ properties, physicalId }, context) {
    const { LogGroupName: logGroupName } = properties as LogStreamProperties;
    context.services.logs.operations.DeleteLogStream({ logGroupName, logStreamName: physicalId });
  },
};
