// What generated code imports: the part of the package that is in functions.
export { createApplication } from './runtime/application.ts';
export { authorizerHandler } from './runtime/authorizer-handler.ts';
export { lambdaHandler } from './runtime/lambda-handler.ts';
