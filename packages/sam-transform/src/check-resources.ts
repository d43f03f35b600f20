import { supportedTypes } from './expand-resources.ts';
import { attempt, invalidResource, invalidTemplate, notSupported, type SamProblem } from './sam-error.ts';
import { lackingTypes, withStandIns } from './stand-ins.ts';
import { isObject, type Resource } from './template.ts';

// What CloudFormation allows beside Type and Properties, and SAM's own IgnoreGlobals.
const attributes = [
  'Type',
  'Properties',
  'Description',
  'DependsOn',
  'Condition',
  'DeletionPolicy',
  'UpdateReplacePolicy',
  'UpdatePolicy',
  'Metadata',
  'IgnoreGlobals',
];

/** The resources that can be expanded, and a problem for each of the others; throws where there are no resources. */
export function checkResources(
  resources: unknown,
  falseConditions: readonly string[] = [],
): {
  readonly resources: Record<string, Resource>;
  readonly problems: readonly SamProblem[];
} {
  if (!isObject(resources) || Object.keys(resources).length === 0) {
    throw invalidTemplate("'Resources' section is required");
  }
  if (!Object.values(resources).every(isObject)) {
    throw invalidTemplate(
      "All 'Resources' must be Objects. If you're using YAML, this may be an indentation issue.",
    );
  }
  const needed = withStandIns(resources as unknown as Record<string, Resource>, falseConditions);
  const checked = Object.entries(needed).map(([id, resource]) => ({
    entry: [id, resource] as const,
    outcome: attempt(() => checkResource(id, resource)),
  }));
  const isSound = ({ outcome }: (typeof checked)[number]) => 'value' in outcome;
  return {
    resources: Object.fromEntries(checked.filter(isSound).map(({ entry }) => entry)),
    problems: checked.flatMap(({ outcome }) => ('problems' in outcome ? outcome.problems : [])),
  };
}

function checkResource(id: string, resource: Resource): void {
  if ('Connectors' in resource) {
    throw notSupported(id, 'attribute Connectors is');
  }
  const { Type, Properties, Condition } = resource;
  if (typeof Type !== 'string' || !Type.startsWith('AWS::Serverless::')) return;
  if (lackingTypes.includes(Type)) throw notSupported(id, `resources of type ${Type} are`);
  if (!supportedTypes.includes(Type)) return;
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
