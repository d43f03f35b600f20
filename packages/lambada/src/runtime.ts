// What generated code imports: the part of the package that is in functions.
export { createApplication } from './runtime/application.ts';
export { authorizerHandler } from './runtime/authorizer-handler.ts';
export { formats } from './runtime/formats.ts';
export { lambdaHandler } from './runtime/lambda-handler.ts';
export { once } from './runtime/once.ts';
export { plainServer } from './runtime/plain-server.ts';
export { reviveBigint, reviveBytes, reviveDate, reviveItems, reviveProperties } from './runtime/revive.ts';
export { elsewhere } from './runtime/route-table.ts';
