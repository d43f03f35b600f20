import { beforeAll, describe, expect, it } from 'vitest';
import { withLambda } from '../testing/with-lambda.ts';

const { use, createFunction } = withLambda();
const FunctionName = 'fn';
const arn = 'arn:aws:lambda:us-east-1:000000000000:function:fn';
const operations = () => use().lambda.operations;

beforeAll(async () => {
  await createFunction(FunctionName, 'export const handler = async () => 1;');
  operations().PublishVersion({ FunctionName });
  operations().CreateAlias({ FunctionName, Name: 'live', FunctionVersion: '1' });
});

/** AWS's responses as recorded there. */
describe('as on AWS', () => {
  it('only whole functions have tags and reserved concurrency', () => {
    for (const Resource of [`${arn}:1`, `${arn}:live`, `${arn}:$LATEST`]) {
      expect(() => operations().TagResource({ Resource, Tags: { a: 'b' } })).toThrow(
        'Tags on function aliases and versions are not supported. Please specify a function ARN.',
      );
    }
    const limit = { ReservedConcurrentExecutions: 1 };
    expect(() => operations().PutFunctionConcurrency({ FunctionName: `${arn}:live`, ...limit })).toThrow(
      'This operation is permitted on Lambda functions only. Aliases and versions do not support this operation.',
    );
    expect(() => operations().PutFunctionConcurrency({ FunctionName: 'none', ...limit })).toThrow(
      'function:none:$LATEST',
    );
  });

  it('an unknown version is deleted already, and no alias is', () => {
    expect(operations().DeleteFunction({ FunctionName, Qualifier: '77' })).toBeUndefined();
    expect(() => operations().DeleteFunction({ FunctionName, Qualifier: 'live' })).toThrow(
      'Deletion of aliases is not currently supported.',
    );
  });

  it('functions are listed with all their versions or without', () => {
    expect(() => operations().ListFunctions({ FunctionVersion: 'some' as 'ALL' })).toThrow(
      "Value 'some' at 'functionVersion' failed to satisfy constraint: Member must satisfy enum value set: [ALL]",
    );
  });

  it('settings of events must be some, of a function that exists', () => {
    expect(() => operations().PutFunctionEventInvokeConfig({ FunctionName })).toThrow(
      'You must specify at least one of error handling or destination setting.',
    );
    const settings = { MaximumRetryAttempts: 0 };
    for (const missing of [{ FunctionName: 'none' }, { FunctionName, Qualifier: 'none' }])
      expect(() => operations().PutFunctionEventInvokeConfig({ ...missing, ...settings })).toThrow(
        "The function doesn't exist.",
      );
    expect(() => operations().GetFunctionEventInvokeConfig({ FunctionName: 'none' })).toThrow(
      "function:none:$LATEST doesn't have an EventInvokeConfig",
    );
  });

  it.each([
    [{ 9: 0.5 }, `Function not found: ${arn}:9`],
    [{ 1: 0.5 }, 'Function version 1 is already included in routing configuration.'],
    [
      { 1: 2 },
      "Value '{1=2.0}' at 'routingConfig.additionalVersionWeights' failed to satisfy constraint: Map value",
    ],
    [
      { live: 0.5 },
      "Value '{live=0.5}' at 'routingConfig.additionalVersionWeights' failed to satisfy constraint: Map keys",
    ],
  ])('traffic is not split as by %j', (AdditionalVersionWeights, message) => {
    const alias = { FunctionName, Name: 'split', FunctionVersion: '1' };
    expect(() => operations().CreateAlias({ ...alias, RoutingConfig: { AdditionalVersionWeights } })).toThrow(
      message,
    );
  });

  it('a permission has the revision of what it belongs to, and gives it a new one', () => {
    const permission = { StatementId: 's', Action: 'lambda:InvokeFunction', Principal: 's3.amazonaws.com' };
    const add = (more: object) => operations().AddPermission({ FunctionName, ...permission, ...more });
    expect(() => add({ RevisionId: 'other' })).toThrow('Call the GetPolicy API');
    const { RevisionId } = operations().GetFunctionConfiguration({ FunctionName });
    add({ RevisionId });
    const after = operations().GetFunctionConfiguration({ FunctionName }).RevisionId;
    expect(operations().GetPolicy({ FunctionName }).RevisionId).toBe(after);
    expect(after).not.toBe(RevisionId);
    expect(() => add({ StatementId: 't', RevisionId })).toThrow('Call the GetFunction/GetAlias API');
    operations().RemovePermission({ FunctionName, StatementId: 's', RevisionId: after });
    expect(operations().GetFunctionConfiguration({ FunctionName }).RevisionId).not.toBe(after);
    const alias = operations().GetAlias({ FunctionName, Name: 'live' });
    add({ Qualifier: 'live', RevisionId: alias.RevisionId });
    expect(operations().GetAlias({ FunctionName, Name: 'live' }).RevisionId).not.toBe(alias.RevisionId);
  });
});
