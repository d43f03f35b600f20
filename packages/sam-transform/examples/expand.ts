import { transformSam } from '@samples/sam-transform';

const { template } = transformSam(
  {
    Transform: 'AWS::Serverless-2016-10-31',
    Resources: {
      GetNote: {
        Type: 'AWS::Serverless::Function',
        Properties: {
          CodeUri: 's3://artifacts/get-note.zip',
          Handler: 'get-note.handler',
          Runtime: 'nodejs24.x',
          Policies: [{ DynamoDBReadPolicy: { TableName: { Ref: 'Notes' } } }],
          Events: { Get: { Type: 'Api', Properties: { Path: '/notes/{id}', Method: 'get' } } },
        },
      },
      Notes: { Type: 'AWS::Serverless::SimpleTable' },
    },
  },
  { region: 'eu-central-1' },
);

for (const [id, { Type }] of Object.entries(template?.Resources ?? {})) console.log(id, Type);
