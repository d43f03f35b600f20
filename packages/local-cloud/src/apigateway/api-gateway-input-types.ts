import { inputTypes } from '../aws/input-types.ts';

/** The members of all inputs of the operations. Bytes are base64 strings. */
export const apiGatewayInputTypes = inputTypes({
  string: `basePath certificateArn certificateBody certificateChain certificateName
    certificatePrivateKey domainName domainNameId ownershipVerificationCertificateArn
    regionalCertificateArn regionalCertificateName resourceOwner
    routingMode truststoreUri truststoreVersion vpcLinkId accepts apiId apiKey apiKeySource authType authorizationType authorizerCredentials authorizerId
    authorizerUri body cacheClusterSize cacheNamespace clientCertificateId cloneFrom connectionId connectionType
    contentHandling contentType credentials customerId deploymentId description documentationPartId
    documentationVersion locationStatus method properties
    endDate endpointAccessMode exportType format from httpMethod identitySource identityValidationExpression
    integrationHttpMethod integrationTarget ipAddressType keyId keyType mode modelName name nameQuery op
    operationName parentId passthroughBehavior path pathPart pathWithQueryString period policy position requestValidatorId
    resourceArn resourceId responseTransferMode responseType restApiId schema securityPolicy
    selectionPattern stage stageDescription stageName startDate statusCode type uri usagePlanId value
    version`,
  number: `authorizerResultTtlInSeconds burstLimit limit minimumCompressionSize offset percentTraffic rateLimit
    timeoutInMillis`,
  boolean: `apiKeyRequired cacheClusterEnabled disableExecuteApiEndpoint enabled failOnWarnings flatten
    generateDistinctId includeValue includeValues insecureSkipVerification tracingEnabled useStageCache
    validateRequestBody validateRequestParameters`,
  // Within the stages of a usage plan, `throttle` is a map by method.
  structure: 'canarySettings endpointConfiguration location mutualTlsAuthentication quota throttle tlsConfig',
  'list of string': `authorizationScopes binaryMediaTypes cacheKeyParameters embed providerARNs tagKeys targetArns types
    vpcEndpointIds`,
  'list of structure': 'apiStages patchOperations stageKeys',
  'map of list of string': 'multiValueHeaders',
  'map of string': `additionalContext headers parameters requestModels requestParameters requestTemplates responseModels responseParameters
    responseTemplates stageVariableOverrides stageVariables tags variables`,
});
