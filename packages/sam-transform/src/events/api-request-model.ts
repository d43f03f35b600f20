import { editMethod, isVersion3 } from '../api/api-definition.ts';
import { present } from '../present.ts';
import { extended, givenValues } from '../python2/provenance.ts';
import { quoted } from '../sam-error.ts';
import { isObject, type JsonObject, type JsonValue } from '../template.ts';
import type { ApiMethod } from './api-event-auth.ts';

const validators = 'x-amazon-apigateway-request-validators';

/** SM-23: the definition with an event's `RequestModel`: the body's schema, and a validator where one is asked for. */
export function applyRequestModel(
  definition: JsonObject,
  method: ApiMethod,
  requestModel: JsonValue | undefined,
  models: JsonValue | undefined,
): JsonObject {
  if (requestModel === undefined) return definition;
  if (!isObject(requestModel)) throw method.fail("Property 'RequestModel' should be a map.");
  checkNames(method, requestModel);
  const { Model, Required } = requestModel;
  if (!Model) return definition;
  const name = modelName(method, Model, models).toLowerCase();
  const withBody = editMethod(definition, method.path, method.name, (found) =>
    isVersion3(definition.openapi)
      ? extended(found, { requestBody: requestBody(name, Required) })
      : extended(found, { parameters: [...parametersOf(found), bodyParameter(name, Required)] }),
  );
  return applyValidator(withBody, method, Model, requestModel);
}

function checkNames(method: ApiMethod, requestModel: JsonObject): void {
  const known = ['Model', 'Required', 'ValidateBody', 'ValidateParameters'];
  const unknown = Object.keys(requestModel).find((name) => !known.includes(name));
  if (unknown !== undefined) throw method.fail(`property ${unknown} not defined for RequestModel`);
}

function modelName(method: ApiMethod, model: JsonValue, models: JsonValue | undefined): string {
  const { name, path, fail } = method;
  const unable = `Unable to set RequestModel [${quoted(model)}] on API method [${name}] for path [${path}] because`;
  if (!models) throw fail(`${unable} the related API does not define any Models.`);
  if (!isObject(models)) throw fail(`${unable} the related API Models defined is of invalid type.`);
  if (typeof model !== 'string') throw fail(`${unable} the related API does not contain valid Models.`);
  if (!models[model]) throw fail(`${unable} it wasn't defined in the API's Models.`);
  return model;
}

function bodyParameter(name: string, required: JsonValue | undefined): JsonObject {
  const schema = { $ref: `#/definitions/${name}` };
  return givenValues(present({ in: 'body', name, schema, required }), ['name', 'required']);
}

function requestBody(name: string, required: JsonValue | undefined): JsonObject {
  const schema = { $ref: `#/components/schemas/${name}` };
  return present({ content: { 'application/json': { schema } }, required });
}

function applyValidator(
  definition: JsonObject,
  method: ApiMethod,
  model: JsonValue,
  { ValidateBody, ValidateParameters }: JsonObject,
): JsonObject {
  if (ValidateBody === undefined && ValidateParameters === undefined) return definition;
  // A validator is one of four, named for what it validates; methods share them.
  const body = ValidateBody ?? false;
  const parameters = ValidateParameters ?? false;
  if (typeof body !== 'boolean' || typeof parameters !== 'boolean') {
    throw method.fail(
      `Unable to set Validator to RequestModel [${model}] on API method [${method.name}] for path ` +
        `[${method.path}] ValidateBody and ValidateParameters must be a boolean type, strings or intrinsics ` +
        'are not supported.',
    );
  }
  const name = validatorName(body, parameters);
  const existing = isObject(definition[validators]) ? definition[validators] : {};
  const validator = { validateRequestBody: body, validateRequestParameters: parameters };
  const all = name in existing ? existing : extended(existing, { [name]: validator });
  return editMethod(extended(definition, { [validators]: all }), method.path, method.name, (found) =>
    extended(found, { 'x-amazon-apigateway-request-validator': name }),
  );
}

function validatorName(body: boolean, parameters: boolean): string {
  if (body) return parameters ? 'body-and-params' : 'body-only';
  return parameters ? 'params-only' : 'no-validation';
}

export function parametersOf({ parameters }: JsonObject): JsonValue[] {
  return Array.isArray(parameters) ? parameters : [];
}
