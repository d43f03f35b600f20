import { transformSam } from '@samples/sam-transform';

const { errors } = transformSam(
  {
    Transform: 'AWS::Serverless-2016-10-31',
    Resources: {
      GetNote: {
        Type: 'AWS::Serverless::Function',
        Properties: { Handlr: 'get-note.handler', CodeUri: 's3://artifacts/get-note.zip' },
      },
      Notes: { Type: 'AWS::Serverless::SimpleTable', Properties: { PrimaryKey: 'id' } },
    },
  },
  { region: 'eu-central-1' },
);

for (const { resource, property, message } of errors ?? [])
  console.log(`${resource}.${property}: ${message}`);
