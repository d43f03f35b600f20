import { type JsonObject, type Resource, type SamOptions, type Template, transformSam } from '../index.ts';

const options: SamOptions = { region: 'us-east-1' };
const code = { CodeUri: 's3://artifacts/code.zip', Handler: 'index.handler', Runtime: 'nodejs24.x' };

/** A template with one function, Worker. */
export function withFunction(properties: JsonObject, others: Record<string, Resource> = {}): Template {
  const Worker = { Type: 'AWS::Serverless::Function', Properties: { ...code, ...properties } };
  return { Transform: 'AWS::Serverless-2016-10-31', Resources: { Worker, ...others } };
}

/** A template with one API, Api, of the stage v1. */
export function withApi(properties: JsonObject, others: Record<string, Resource> = {}): Template {
  const Api = { Type: 'AWS::Serverless::Api', Properties: { StageName: 'v1', ...properties } };
  return { Transform: 'AWS::Serverless-2016-10-31', Resources: { Api, ...others } };
}

/** A function whose only event is a method of an API. */
export function methodOf(RestApiId: string, Path: string, Method: string, more: JsonObject = {}): Resource {
  const Properties = { Path, Method, RestApiId: { Ref: RestApiId }, ...more };
  return {
    Type: 'AWS::Serverless::Function',
    Properties: { ...code, Events: { Call: { Type: 'Api', Properties } } },
  };
}

/** The resources a template is expanded to; fails the test where it is refused. */
export function expand(template: Template, more: Partial<SamOptions> = {}): Record<string, Resource> {
  const result = transformSam(template, { ...options, ...more });
  if (result.errors) throw new Error(result.message);
  return result.template.Resources;
}

/** The properties of an expanded resource. */
export function propertiesOf(template: Template, id: string, more: Partial<SamOptions> = {}): JsonObject {
  const resources = expand(template, more);
  const properties = resources[id]?.Properties;
  if (properties === undefined) throw new Error(`Expected ${id} among ${Object.keys(resources).join(', ')}.`);
  return properties;
}

/** The definition of the API named Api. */
export function bodyOf(template: Template, id = 'Api'): JsonObject {
  return propertiesOf(template, id).Body as JsonObject;
}

/** The logical id of the only resource of a type. */
export function idOf(template: Template, type: string, more: Partial<SamOptions> = {}): string {
  const ids = Object.entries(expand(template, more)).filter(([, { Type }]) => Type === type);
  const [[id] = ['']] = ids;
  if (ids.length !== 1) throw new Error(`Expected one ${type}, received ${ids.length}.`);
  return id;
}

/** Why a template is refused. */
export function errorsOf(template: Template): string[] {
  return transformSam(template, options).errors?.map(({ message }) => message) ?? [];
}
