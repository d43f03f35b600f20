import { ServiceError } from '../../aws/service-error.ts';
import type { ResourceContext, ResourceType } from '../resource-type.ts';

interface RuleProperties {
  readonly Name?: string;
  readonly ScheduleExpression?: string;
  readonly State?: string;
  readonly Targets?: readonly { readonly Arn: string; readonly Input?: string }[];
}

export const eventsRule: ResourceType = {
  type: 'AWS::Events::Rule',
  attributes: ['Arn'],
  properties: {
    Name: 'replace',
    ScheduleExpression: 'update',
    State: 'update',
    Targets: 'update',
  },
  inert: ['Description', 'Tags'],
  notOffered: ['EventBusName', 'EventPattern', 'RoleArn'],
  lists: ['Targets', 'Tags'],

  refusals({ Targets }) {
    const targets: unknown[] = Array.isArray(Targets) ? Targets : [];
    const members = targets.flatMap((target) => Object.keys(Object(target)));
    return [...new Set(members)]
      .filter((member) => !targetMembers.includes(member))
      .map((member) => `${member} of a target of AWS::Events::Rule is not offered by this embedded cloud`);
  },

  async create(properties, context) {
    const { Name = context.generateName(64) } = properties as { readonly Name?: string };
    if (context.services.events.hasRule(Name)) {
      throw new ServiceError('ResourceAlreadyExistsException', `Rule ${Name} already exists.`);
    }
    return put(Name, properties, context);
  },

  async update(properties, { physicalId }, context) {
    return put(physicalId, properties, context);
  },

  async delete({ physicalId }, context) {
    context.services.events.deleteRule(physicalId);
  },
};

/** An event that is in a function's queue has arrived, so that there is nothing to retry. */
const targetMembers = ['Arn', 'Id', 'Input', 'RetryPolicy'];

function put(name: string, properties: object, { services }: ResourceContext) {
  const { ScheduleExpression, State = 'ENABLED', Targets = [] } = properties as RuleProperties;
  if (State !== 'ENABLED' && State !== 'DISABLED') {
    throw new ServiceError(
      'ValidationException',
      `Expected the State ENABLED or DISABLED, received ${State}.`,
    );
  }
  if (ScheduleExpression === undefined) {
    throw new ServiceError(
      'ValidationException',
      'Parameter(s) EventPattern or ScheduleExpression must be specified.',
    );
  }
  const arn = services.events.putRule({
    name,
    schedule: ScheduleExpression,
    isEnabled: State === 'ENABLED',
    targets: Targets.map(({ Arn, Input }) => ({ arn: Arn, input: Input })),
  });
  return { physicalId: name, attributes: { Arn: arn } };
}
