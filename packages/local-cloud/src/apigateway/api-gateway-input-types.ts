import { inputTypes } from '../aws/input-types.ts';

/** The members of all inputs of the operations. Bytes are base64 strings. */
export const apiGatewayInputTypes = inputTypes({
  string: `accepts apiId apiKey apiKeySource authorizerId body cacheClusterSize cloneFrom customerId deploymentId
    description documentationVersion endDate endpointAccessMode exportType from httpMethod ipAddressType keyId
    keyType mode modelName name nameQuery op path period policy position resourceArn resourceId responseType
    restApiId securityPolicy stage stageDescription stageName startDate statusCode usagePlanId value version`,
  number: 'burstLimit limit minimumCompressionSize offset percentTraffic rateLimit',
  boolean: `cacheClusterEnabled disableExecuteApiEndpoint enabled failOnWarnings flatten generateDistinctId
    includeValue includeValues tracingEnabled useStageCache`,
  // Within the stages of a usage plan, `throttle` is a map by method.
  structure: 'canarySettings endpointConfiguration quota throttle',
  'list of string': 'binaryMediaTypes embed tagKeys types vpcEndpointIds',
  'list of structure': 'apiStages patchOperations stageKeys',
  'map of string': 'parameters responseParameters responseTemplates stageVariableOverrides tags variables',
});
