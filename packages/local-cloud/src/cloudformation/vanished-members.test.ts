import * as sdk from '@aws-sdk/client-cloudformation';
import { expect, it } from 'vitest';
import { queryService } from '../aws/query-protocol.ts';
import type { Operations } from '../aws/service.ts';
import { vanishedMembers } from '../testing/vanished-members.ts';
import { cloudFormationInputTypes } from './cloud-formation-input-types.ts';
import { testEngine, thingTemplate } from './testing/test-engine.ts';

const templateWith = (Value: number) => thingTemplate({ A: { Value } });
const textWith = (Value: number) => JSON.stringify(templateWith(Value));

/** What the table of limits names, what only responses have, and pages of what is one page here. */
const listed = new RegExp(
  [
    'RollbackConfiguration',
    'DescribeChangeSet (IncludePropertyValues|NextToken)$',
    'DeleteStack RoleARN$',
    'Parameters.ResolvedValue$',
    'CreateChangeSet (ClientToken|ImportExistingResources|IncludeNestedStacks)$',
    'ListImports NextToken$',
    'GetTemplateSummary TemplateSummaryConfig',
  ].join('|'),
);

async function prepare(operation: string) {
  const engine = testEngine({ s3: { objectOfUrl: () => undefined } as never });
  const { operations } = engine;
  if (operation !== 'CreateStack' && operation !== 'CreateChangeSet') {
    await engine.create('s', templateWith(1));
    const changeSet = { StackName: 's', ChangeSetName: 'c', ChangeSetType: 'UPDATE' } as const;
    operations.CreateChangeSet({ ...changeSet, TemplateBody: textWith(3) });
  }
  return {
    operations,
    shown: () => {
      const { StackSummaries = [] } = operations.ListStacks({});
      const changeSets = StackSummaries.flatMap(
        ({ StackId }) => operations.ListChangeSets({ StackName: StackId }).Summaries ?? [],
      );
      const described = changeSets.map(({ ChangeSetId }) =>
        operations.DescribeChangeSet({ ChangeSetName: ChangeSetId }),
      );
      return [operations.DescribeStacks({}), changeSets, described];
    },
    serve: (traced: typeof operations) =>
      queryService({
        signingName: 'cloudformation',
        apiVersion: '2010-05-15',
        namespace: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
        operations: traced as unknown as Operations,
        inputTypes: cloudFormationInputTypes,
      }),
  };
}

it('honours, keeps or refuses by name each member of each input', async () => {
  const vanished = await vanishedMembers({
    sdk,
    Client: sdk.CloudFormationClient,
    operations: Object.keys(testEngine().operations),
    prepare,
    samples: {
      StackName: 's',
      ChangeSetName: 'c',
      ChangeSetType: 'CREATE',
      TemplateBody: textWith(1),
      'UpdateStack.TemplateBody': textWith(2),
      Capabilities: ['CAPABILITY_IAM'],
      LogicalResourceId: 'A',
      UsePreviousTemplate: true,
      ResourceIdentifier: {},
    },
    besides: {
      CreateChangeSet: { ChangeSetType: 'CREATE', TemplateBody: textWith(1) },
      CreateStack: { TemplateBody: textWith(1) },
      ExecuteChangeSet: { StackName: 's' },
      GetTemplate: { StackName: 's' },
      UpdateStack: { TemplateBody: textWith(2) },
    },
  });
  expect(vanished.filter((member) => !listed.test(member))).toEqual([]);
});
