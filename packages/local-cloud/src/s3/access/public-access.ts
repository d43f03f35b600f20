import type { PolicyDocument, PolicyStatement } from '../../aws/policy/policy-document.ts';

/**
 * What Block Public Access calls a public policy: it allows something to everyone, without a condition that
 * narrows who that is. https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export function isPublic(policy: PolicyDocument): boolean {
  return policy.Statement.some(
    (statement) => statement.Effect === 'Allow' && namesEveryone(statement) && !isNarrowed(statement),
  );
}

const narrowingKeys = new Set([
  'aws:principalorgid',
  'aws:principalarn',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceip',
  'aws:sourceowner',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:userid',
  's3:dataaccesspointaccount',
  's3:dataaccesspointarn',
]);

function namesEveryone({ Principal }: PolicyStatement): boolean {
  if (typeof Principal !== 'object') return Principal === '*';
  return [Principal.AWS ?? []].flat().includes('*');
}

function isNarrowed({ Condition = {} }: PolicyStatement): boolean {
  const keys = Object.values(Condition).flatMap((operator) => Object.keys(operator));
  return keys.some((key) => narrowingKeys.has(key.toLowerCase()));
}
