import fc from 'fast-check';
import { describe, it } from 'vitest';
import { iamInputTypes } from '../iam/iam-input-types.ts';
import { word } from '../testing/arbitrary-input.ts';
import { withCloud } from '../testing/cloud-client.ts';
import { expectNoFailure } from '../testing/signed-request.ts';
import { cloudFormationInputTypes } from './cloud-formation-input-types.ts';

const { url } = withCloud();

describe('the query protocol', () => {
  const suffix = fc.constantFrom('', '.member.1', '.member.x', '.member.1.Key', '.a', '.', '.member');
  const fields = (names: Iterable<string>) =>
    fc.array(
      fc
        .tuple(fc.constantFrom(...names), suffix, word)
        .map(([name, part, value]) => [name + part, value] as [string, string]),
      { maxLength: 8 },
    );
  const action = {
    iam: ['CreateRole', 'PutRolePolicy', 'AttachRolePolicy', 'ListRoles', 'GetRole', 'toString', ''],
    cloudformation: [
      ...[
        'CreateStack',
        'UpdateStack',
        'CreateChangeSet',
        'DescribeStacks',
        'ListStacks',
        'ValidateTemplate',
      ],
      ...['DescribeChangeSet', 'DeleteStack', 'GetTemplateSummary', 'DescribeStackEvents', 'ListImports'],
    ],
  };

  it.each([
    ['iam', iamInputTypes],
    ['cloudformation', cloudFormationInputTypes],
  ] as const)('responds to every form sent to %s', async (service, types) => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...action[service]), fields(types.keys()), (Action, form) =>
        expectNoFailure(url(), {
          service,
          method: 'POST',
          path: '/',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams([['Action', Action], ...form]).toString(),
        }),
      ),
      { numRuns: 250 },
    );
  });

  it('responds to every string sent as a template', async () => {
    const yaml = fc
      .array(
        fc.constantFrom(
          'Resources:',
          '\n',
          '  ',
          '- ',
          'A: ',
          '!Ref ',
          '!Sub ',
          '*x',
          '&x ',
          '{',
          '[',
          '|',
          "'",
        ),
      )
      .map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.json(), fc.string(), yaml), (TemplateBody) =>
        expectNoFailure(url(), {
          service: 'cloudformation',
          method: 'POST',
          path: '/',
          body: new URLSearchParams({ Action: 'CreateStack', StackName: 'any', TemplateBody }).toString(),
        }),
      ),
      { numRuns: 200 },
    );
  });
});
