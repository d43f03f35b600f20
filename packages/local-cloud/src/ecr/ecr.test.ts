import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';
import { withCloud } from '../testing/cloud-client.ts';
import { sendSigned } from '../testing/signed-request.ts';
import { stackClient } from '../testing/stack-client.ts';

const cloud = withCloud();

async function call(operation: string, input: object) {
  const { status, text } = await sendSigned(cloud.url(), {
    service: 'ecr',
    method: 'POST',
    path: '/',
    headers: { 'x-amz-target': `AmazonEC2ContainerRegistry_V20150921.${operation}` },
    body: JSON.stringify(input),
  });
  return { status, ...JSON.parse(text) };
}

describe('a repository of images', () => {
  it('is created once, described and deleted', async () => {
    const { repository } = await call('CreateRepository', { repositoryName: 'team/images' });
    expect(repository).toMatchObject({
      repositoryArn: 'arn:aws:ecr:us-east-1:000000000000:repository/team/images',
      repositoryUri: '000000000000.dkr.ecr.us-east-1.amazonaws.com/team/images',
      imageTagMutability: 'MUTABLE',
    });
    expect(await call('CreateRepository', { repositoryName: 'team/images' })).toEqual({
      status: 400,
      __type: 'RepositoryAlreadyExistsException',
      message: "The repository with name 'team/images' already exists in the registry with id '000000000000'",
    });
    expect((await call('DescribeRepositories', {})).repositories).toEqual([repository]);
    await call('DeleteRepository', { repositoryName: 'team/images' });
    expect(await call('DescribeRepositories', { repositoryNames: ['team/images'] })).toEqual({
      status: 400,
      __type: 'RepositoryNotFoundException',
      message: "The repository with name 'team/images' does not exist in the registry with id '000000000000'",
    });
    expect(await call('CreateRepository', { repositoryName: 'Capitals' })).toMatchObject({
      __type: 'InvalidParameterException',
    });
  });

  it('has tags, and none in a registry of another account', async () => {
    const tags = [{ Key: 'team', Value: 'a' }];
    const { repository } = await call('CreateRepository', { repositoryName: 'tagged', tags });
    const resourceArn = repository.repositoryArn;
    expect(await call('ListTagsForResource', { resourceArn })).toMatchObject({ tags });
    await call('TagResource', { resourceArn, tags: [{ Key: 'stage', Value: 'b' }] });
    await call('UntagResource', { resourceArn, tagKeys: ['team'] });
    expect(await call('ListTagsForResource', { resourceArn })).toMatchObject({ tags: [{ Key: 'stage' }] });
    expect(await call('DeleteRepository', { repositoryName: 'tagged', registryId: '999999999999' })).toEqual({
      status: 400,
      __type: 'RepositoryNotFoundException',
      message: "The repository with name 'tagged' does not exist in the registry with id '999999999999'",
    });
    await call('DeleteRepository', { repositoryName: 'tagged' });
    expect(await call('ListTagsForResource', { resourceArn })).toMatchObject({ status: 400 });
  });

  it('is made and deleted by a stack', async () => {
    const stack = stackClient(cloud.client(CloudFormationClient), 'images');
    await stack.create({
      Resources: {
        Images: {
          Type: 'AWS::ECR::Repository',
          Properties: { RepositoryName: 'stacked', ImageTagMutability: 'IMMUTABLE', LifecyclePolicy: {} },
        },
      },
      Outputs: { Uri: { Value: { 'Fn::GetAtt': 'Images.RepositoryUri' } } },
    });
    expect(await stack.outputs()).toEqual({
      Uri: '000000000000.dkr.ecr.us-east-1.amazonaws.com/stacked',
    });
    const { repositories } = await call('DescribeRepositories', { repositoryNames: ['stacked'] });
    expect(repositories).toMatchObject([{ imageTagMutability: 'IMMUTABLE' }]);
    await stack.delete();
    expect((await call('DescribeRepositories', {})).repositories).toEqual([]);
  });
});
