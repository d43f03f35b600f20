import { isIntrinsic, ref } from '../intrinsics.ts';
import { present } from '../present.ts';
import { sharedAttributes } from '../resource-attributes.ts';
import { invalidResource } from '../sam-error.ts';
import { isObject, type JsonObject, type JsonValue, type Resource } from '../template.ts';
import type { PublishedAlias } from './function-alias.ts';

const corsTypes: Readonly<Record<string, 'list' | 'bool' | 'int'>> = {
  AllowOrigins: 'list',
  AllowMethods: 'list',
  AllowCredentials: 'bool',
  AllowHeaders: 'list',
  ExposeHeaders: 'list',
  MaxAge: 'int',
};

/** In the translator's language booleans are whole numbers too. */
const isOfType = {
  list: Array.isArray,
  bool: (value: JsonValue) => typeof value === 'boolean',
  int: (value: JsonValue) => Number.isInteger(value) || typeof value === 'boolean',
};

/**
 * `FunctionUrlConfig`: the URL of the function or of its alias, and what lets everybody call it where it asks for no
 * signature. https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-functionurlconfig.html
 */
export function functionUrl(
  logicalId: string,
  resource: Resource,
  { FunctionUrlConfig: config }: JsonObject,
  alias: PublishedAlias | undefined,
): Record<string, Resource> {
  if (!isObject(config) || Object.keys(config).length === 0) return {};
  const { AuthType, Cors, InvokeMode } = config;
  if (!isIntrinsic(config)) {
    checkAuthType(logicalId, AuthType);
    checkCors(logicalId, Cors);
  }
  const attributes = sharedAttributes(resource);
  const target = ref(alias?.id ?? logicalId);
  const url = {
    [`${logicalId}Url`]: {
      Type: 'AWS::Lambda::Url',
      ...attributes,
      Properties: present({ Cors: Cors || undefined, AuthType, TargetFunctionArn: target, InvokeMode }),
    },
  };
  if (AuthType !== 'NONE') return url;
  const permission = (properties: JsonObject) => ({
    Type: 'AWS::Lambda::Permission',
    ...attributes,
    Properties: { FunctionName: target, Principal: '*', ...properties },
  });
  return {
    ...url,
    [`${logicalId}UrlPublicPermissions`]: permission({
      Action: 'lambda:InvokeFunctionUrl',
      FunctionUrlAuthType: 'NONE',
    }),
    [`${logicalId}URLInvokeAllowPublicAccess`]: permission({
      Action: 'lambda:InvokeFunction',
      InvokedViaFunctionUrl: true,
    }),
  };
}

function checkAuthType(logicalId: string, type: JsonValue | undefined): void {
  if (type === 'AWS_IAM' || type === 'NONE' || isIntrinsic(type)) return;
  const message =
    'AuthType is required to configure function property `FunctionUrlConfig`. Please provide either AWS_IAM or NONE.';
  throw invalidResource(logicalId, message);
}

function checkCors(logicalId: string, cors: JsonValue | undefined): void {
  if (!cors || isIntrinsic(cors)) return;
  if (!isObject(cors)) throw invalidResource(logicalId, "Property 'FunctionUrlConfig.Cors' should be a map.");
  for (const [name, value] of Object.entries(cors)) {
    const type = Object.hasOwn(corsTypes, name) ? corsTypes[name] : undefined;
    if (type === undefined) {
      throw invalidResource(logicalId, `${name} is not a valid property for configuring Cors.`);
    }
    if (!isIntrinsic(value) && !isOfType[type](value)) {
      throw invalidResource(logicalId, `${name} must be of type ${type}.`);
    }
  }
}
