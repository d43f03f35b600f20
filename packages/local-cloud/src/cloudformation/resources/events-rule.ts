import type { Tag, Target } from '@aws-sdk/client-eventbridge';
import { ServiceError } from '../../aws/service-error.ts';
import { functionArn } from '../../schedules/call-function.ts';
import { notOfferedMembers } from '../not-offered-members.ts';
import type { PhysicalResource, ResourceType } from '../resource-type.ts';
import type { EventsCalls } from '../service-calls.ts';

interface RuleProperties {
  readonly Name?: string;
  readonly Description?: string;
  readonly EventBusName?: string;
  readonly ScheduleExpression?: string;
  readonly State?: 'ENABLED';
  readonly Tags?: readonly Tag[];
  readonly Targets?: readonly Target[];
}

export const eventsRule: ResourceType = {
  type: 'AWS::Events::Rule',
  attributes: ['Arn'],
  properties: {
    Name: 'replace',
    EventBusName: 'replace',
    Description: 'update',
    ScheduleExpression: 'update',
    State: 'update',
    Tags: 'update',
    Targets: 'update',
  },
  notOffered: ['EventPattern', 'RoleArn'],
  offeredValues: { 'Targets.Arn': functionArn },
  lists: ['Targets', 'Tags'],

  refusals({ Targets }) {
    return notOfferedMembers(Targets, targetMembers, 'a target of AWS::Events::Rule');
  },

  async create(properties, context) {
    const { Name = context.generateName(64) } = properties as RuleProperties;
    const events = context.services.events.operations;
    const { Rules = [] } = events.ListRules({ NamePrefix: Name });
    if (Rules.some((rule) => rule.Name === Name)) {
      throw new ServiceError('ResourceAlreadyExistsException', `Rule ${Name} already exists.`);
    }
    try {
      return put(events, Name, properties);
    } catch (error) {
      events.DeleteRule({ Name });
      throw error;
    }
  },

  async update(properties, { physicalId }, { services }) {
    return put(services.events.operations, physicalId, properties);
  },

  async delete({ physicalId: Name }, { services }) {
    const events = services.events.operations;
    removeTargets(events, Name, []);
    events.DeleteRule({ Name });
  },
  missing: ['ResourceNotFoundException'],
};

const targetMembers = ['Arn', 'Id', 'Input', 'RetryPolicy'];

function put(events: EventsCalls, Name: string, properties: object): PhysicalResource {
  const { Targets = [], Tags = [], ...settings } = properties as RuleProperties;
  const { RuleArn } = events.PutRule({ ...settings, Name });
  removeTargets(events, Name, Targets);
  if (Targets.length > 0) events.PutTargets({ Rule: Name, Targets: [...Targets] });
  const { Tags: former = [] } = events.ListTagsForResource({ ResourceARN: RuleArn });
  events.UntagResource({ ResourceARN: RuleArn, TagKeys: former.map(({ Key = '' }) => Key) });
  events.TagResource({ ResourceARN: RuleArn, Tags: [...Tags] });
  return { physicalId: Name, attributes: { Arn: RuleArn } };
}

function removeTargets(events: EventsCalls, Rule: string, wanted: readonly Target[]): void {
  const { Targets = [] } = events.ListTargetsByRule({ Rule });
  const Ids = Targets.map(({ Id = '' }) => Id).filter((id) => !wanted.some((target) => target.Id === id));
  if (Ids.length > 0) events.RemoveTargets({ Rule, Ids });
}
