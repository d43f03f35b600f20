import { collect, invalidResource, invalidTemplate } from './sam-error.ts';
import { isObject, type Resource } from './template.ts';

const supportedTypes = ['AWS::Serverless::Api', 'AWS::Serverless::Function', 'AWS::Serverless::SimpleTable'];
const attributes = [
  'Type',
  'Properties',
  'DependsOn',
  'Condition',
  'DeletionPolicy',
  'UpdateReplacePolicy',
  'UpdatePolicy',
  'Metadata',
  'IgnoreGlobals',
];

/** Throws for a template without resources, and for serverless types and attributes that are not ours. */
export function checkResources(resources: unknown): void {
  if (!isObject(resources) || Object.keys(resources).length === 0) {
    throw invalidTemplate("'Resources' section is required");
  }
  if (!Object.values(resources).every(isObject)) {
    throw invalidTemplate(
      "All 'Resources' must be Objects. If you're using YAML, this may be an indentation issue.",
    );
  }
  collect(Object.entries(resources as unknown as Record<string, Resource>), ([id, resource]) =>
    checkResource(id, resource),
  );
}

function checkResource(id: string, resource: Resource): void {
  if ('Connectors' in resource) {
    throw invalidResource(id, 'attribute Connectors is not supported by the embedded cloud');
  }
  const { Type, Properties, Condition } = resource;
  if (typeof Type !== 'string' || !Type.startsWith('AWS::Serverless::')) return;
  if (!supportedTypes.includes(Type)) {
    throw invalidResource(id, `resources of type ${Type} are not supported by the embedded cloud`);
  }
  if (!/^[A-Za-z0-9]+$/.test(id)) throw invalidResource(id, 'Logical ids must be alphanumeric.');
  const unknown = Object.keys(resource).find((name) => !attributes.includes(name));
  if (unknown !== undefined) {
    throw invalidResource(id, `attribute ${unknown} not defined for resource of type ${Type}`);
  }
  if (Properties !== undefined && !isObject(Properties)) {
    throw invalidResource(id, "Attribute 'Properties' should be a map.");
  }
  if (Condition !== undefined && typeof Condition !== 'string') {
    throw invalidTemplate('Every Condition member must be a string.');
  }
}
