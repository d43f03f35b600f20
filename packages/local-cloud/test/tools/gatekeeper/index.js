exports.handler = async ({ authorizationToken, methodArn }) => {
  const Effect = authorizationToken === 'let-me-in' ? 'Allow' : 'Deny';
  const Statement = [{ Action: 'execute-api:Invoke', Effect, Resource: methodArn }];
  return { principalId: 'caller', policyDocument: { Version: '2012-10-17', Statement } };
};
