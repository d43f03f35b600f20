import { isIntrinsic } from './intrinsics.ts';
import { copied, keysInOrder } from './python2/provenance.ts';
import { invalidResource, SamError } from './sam-error.ts';
import { isObject, type JsonObject, type JsonValue, type Resource } from './template.ts';

// In the order in which AWS's message lists them.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html
const sections: Readonly<Record<string, readonly string[]>> = {
  Api: [
    'Auth',
    'Name',
    'DefinitionUri',
    'CacheClusterEnabled',
    'CacheClusterSize',
    'MergeDefinitions',
    'Variables',
    'EndpointConfiguration',
    'MethodSettings',
    'BinaryMediaTypes',
    'MinimumCompressionSize',
    'Cors',
    'GatewayResponses',
    'AccessLogSetting',
    'CanarySetting',
    'TracingEnabled',
    'OpenApiVersion',
    'Domain',
    'AlwaysDeploy',
    'PropagateTags',
    'SecurityPolicy',
    'EndpointAccessMode',
  ],
  Function: [
    'Handler',
    'Runtime',
    'CodeUri',
    'DeadLetterQueue',
    'Description',
    'MemorySize',
    'Timeout',
    'VpcConfig',
    'Environment',
    'Tags',
    'PropagateTags',
    'Tracing',
    'KmsKeyArn',
    'AutoPublishAlias',
    'AutoPublishAliasAllProperties',
    'Layers',
    'DeploymentPreference',
    'RolePath',
    'PermissionsBoundary',
    'ReservedConcurrentExecutions',
    'ProvisionedConcurrencyConfig',
    'AssumeRolePolicyDocument',
    'EventInvokeConfig',
    'FileSystemConfigs',
    'CodeSigningConfigArn',
    'Architectures',
    'SnapStart',
    'EphemeralStorage',
    'FunctionUrlConfig',
    'RuntimeManagementConfig',
    'LoggingConfig',
    'RecursiveLoop',
    'SourceKMSKeyArn',
    'TenancyConfig',
    'DurableConfig',
    'CapacityProviderConfig',
    'FunctionScalingConfig',
    'PublishToLatestPublished',
    'VersionDeletionPolicy',
  ],
  LayerVersion: ['PublishLambdaVersion'],
  SimpleTable: ['SSESpecification'],
};

// Resources of these types are refused, so that what their globals say concerns nothing.
const unusedSections = ['CapacityProvider', 'HttpApi', 'StateMachine', 'WebSocketApi'];

/** Every resource with what `Globals` says for its type: its own scalars win, maps merge, lists follow the global ones. */
export function mergeGlobals(
  resources: Readonly<Record<string, Resource>>,
  globals: JsonValue | undefined,
): Record<string, Resource> {
  const checked = checkGlobals(globals === undefined ? {} : globals);
  return Object.fromEntries(
    Object.entries(resources).map(([id, resource]) => [id, mergeInto(id, resource, checked)]),
  );
}

function mergeInto(id: string, resource: Resource, globals: Readonly<Record<string, JsonObject>>): Resource {
  const { IgnoreGlobals, ...kept } = resource as Resource & { IgnoreGlobals?: JsonValue };
  const section = globals[resource.Type];
  if (section === undefined) return IgnoreGlobals === undefined ? resource : kept;
  const applied = withoutIgnored(id, section, IgnoreGlobals ?? []);
  const own = resource.Properties ?? {};
  // An API's properties become part of its definition, where the order of keys shows in the deployment's id.
  const merged =
    resource.Type === 'AWS::Serverless::Api'
      ? mergeMaps(IgnoreGlobals === undefined ? applied : copied(applied), own, '', keysInOrder)
      : mergeMaps(applied, own, '', Object.keys);
  return { ...kept, Properties: merged };
}

function withoutIgnored(id: string, section: JsonObject, ignored: JsonValue): JsonObject {
  if (ignored === '*') return {};
  if (!Array.isArray(ignored)) {
    throw invalidResource(id, `Resource ${id} has invalid resource attribute 'IgnoreGlobals'.`);
  }
  const unknown = ignored.find((name) => typeof name !== 'string' || !Object.hasOwn(section, name));
  if (unknown !== undefined) {
    const message = `Resource ${id} has invalid resource attribute 'IgnoreGlobals' on item '${unknown}'.`;
    throw invalidResource(id, message);
  }
  return Object.fromEntries(Object.entries(section).filter(([name]) => !ignored.includes(name)));
}

function checkGlobals(globals: JsonValue): Record<string, JsonObject> {
  if (!isObject(globals)) throw invalidGlobals('It must be a non-empty dictionary');
  const checked: Record<string, JsonObject> = {};
  for (const [name, section] of Object.entries(globals)) {
    if (unusedSections.includes(name)) continue;
    const supported = sections[name];
    if (supported === undefined) {
      const names = [...Object.keys(sections), ...unusedSections].sort().join("', '");
      throw invalidGlobals(`'${name}' is not supported. Must be one of the following values - ['${names}']`);
    }
    if (!isObject(section)) throw invalidGlobals(`Value of \${section} must be a dictionary`);
    const unknown = Object.keys(section).find((property) => !supported.includes(property));
    if (unknown !== undefined) {
      throw invalidGlobals(
        `'${unknown}' is not a supported property of '${name}'. ` +
          `Must be one of the following values - ['${supported.join("', '")}']`,
      );
    }
    checked[`AWS::Serverless::${name}`] = section;
  }
  return checked;
}

function invalidGlobals(message: string): SamError {
  return new SamError([{ message: `'Globals' section is invalid. ${message}` }]);
}

type KeysOf = (map: JsonObject) => string[];

function merge(shared: JsonValue, own: JsonValue, path: string, keysOf: KeysOf): JsonValue {
  if (Array.isArray(shared) && Array.isArray(own)) {
    // A function has one architecture: two in the list would be refused (SM-3).
    return path === 'Architectures' ? own : [...shared, ...own];
  }
  const areMaps = isObject(shared) && isObject(own) && !isIntrinsic(shared) && !isIntrinsic(own);
  return areMaps ? mergeMaps(shared, own, path, keysOf) : own;
}

function mergeMaps(shared: JsonObject, own: JsonObject, path: string, keysOf: KeysOf): JsonObject {
  const merged: JsonObject = {};
  for (const name of keysOf(shared)) merged[name] = shared[name] ?? null;
  for (const name of keysOf(own)) {
    const value = own[name] ?? null;
    const beneath = path === '' ? name : `${path}.${name}`;
    const global = shared[name];
    merged[name] = global === undefined ? value : merge(global, value, beneath, keysOf);
  }
  return merged;
}
