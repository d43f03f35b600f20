// The API of this folder by AWS's CDK; GREETING is what changes between two deployments.
import path from 'node:path';
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as lambda from 'aws-cdk-lib/aws-lambda';

const stack = new Stack(new App(), 'ToolsCdk');

function lambdaFunction(name) {
  return new lambda.Function(stack, name, {
    runtime: lambda.Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: lambda.Code.fromAsset(path.join(import.meta.dirname, name)),
  });
}

const hello = new apigateway.LambdaIntegration(lambdaFunction('hello'));
const api = new apigateway.RestApi(stack, 'Api', {
  deployOptions: { stageName: 'dev' },
  defaultCorsPreflightOptions: { allowOrigins: ['*'] },
});
const resource = (name) => api.root.addResource(name);
resource('hello').addMethod('GET', hello);
resource('mapped').addMethod(
  'GET',
  new apigateway.MockIntegration({
    requestTemplates: { 'application/json': '{"statusCode": 200}' },
    integrationResponses: [
      {
        statusCode: '200',
        responseTemplates: {
          'application/json': `{"${process.env.GREETING}":"$input.params('name')"}`,
        },
      },
    ],
  }),
  { methodResponses: [{ statusCode: '200' }] },
);
const note = api.addModel('Note', {
  contentType: 'application/json',
  schema: {
    type: apigateway.JsonSchemaType.OBJECT,
    required: ['text'],
    properties: { text: { type: apigateway.JsonSchemaType.STRING } },
  },
});
resource('notes').addMethod('POST', hello, {
  requestModels: { 'application/json': note },
  requestValidatorOptions: { validateRequestBody: true },
});
resource('guarded').addMethod('GET', hello, {
  authorizer: new apigateway.TokenAuthorizer(stack, 'Gatekeeper', { handler: lambdaFunction('gatekeeper') }),
});
resource('metered').addMethod('GET', hello, { apiKeyRequired: true });
const plan = api.addUsagePlan('Plan', { throttle: { rateLimit: 100, burstLimit: 100 } });
plan.addApiKey(api.addApiKey('Key', { value: 'key-of-the-cdk-in-twenty' }));
plan.addApiStage({ stage: api.deploymentStage });
new CfnOutput(stack, 'ApiId', { value: api.restApiId });
