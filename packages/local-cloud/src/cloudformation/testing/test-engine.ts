import { setImmediate } from 'node:timers/promises';
import { defaultAccount } from '../../account.ts';
import { createCloudFormation } from '../cloud-formation.ts';
import type { ResourceServices } from '../resource-services.ts';
import type { JsonObject } from '../template.ts';
import { createThingWorld } from './fake-things.ts';

/** CloudFormation with fake resources, and what its tests do repeatedly. */
export function testEngine(services: Partial<ResourceServices> = {}) {
  const world = createThingWorld();
  const cloudFormation = createCloudFormation({
    account: defaultAccount,
    services: services as ResourceServices,
    resourceTypes: world.types,
  });
  const { operations } = cloudFormation;

  function status(StackName: string): string {
    return operations.DescribeStacks({ StackName }).Stacks?.[0]?.StackStatus ?? '';
  }

  /** The status of the stack once nothing is in progress. */
  async function settled(StackName: string): Promise<string> {
    while (/(?<!REVIEW)_IN_PROGRESS$/.test(status(StackName))) await setImmediate();
    return status(StackName);
  }

  return {
    ...world,
    cloudFormation,
    operations,
    status,
    settled,

    /** Creates a stack and returns its id once nothing is in progress. */
    async create(StackName: string, template: object, input: object = {}): Promise<string> {
      const TemplateBody = JSON.stringify(template);
      const { StackId = '' } = operations.CreateStack({ StackName, TemplateBody, ...input });
      await settled(StackId);
      return StackId;
    },

    async update(StackName: string, template: object, input: object = {}): Promise<string> {
      operations.UpdateStack({ StackName, TemplateBody: JSON.stringify(template), ...input });
      return settled(StackName);
    },

    /** `A CREATE_COMPLETE`, oldest first. */
    events(StackName: string): string[] {
      const { StackEvents = [] } = operations.DescribeStackEvents({ StackName });
      return StackEvents.reverse().map((event) => `${event.LogicalResourceId} ${event.ResourceStatus}`);
    },

    reasonOf(StackName: string, logicalId: string, resourceStatus: string): string | undefined {
      const { StackEvents = [] } = operations.DescribeStackEvents({ StackName });
      return StackEvents.find(
        (event) => event.LogicalResourceId === logicalId && event.ResourceStatus === resourceStatus,
      )?.ResourceStatusReason;
    },
  };
}

/** A template of things: their properties by logical id. */
export function thingTemplate(things: Record<string, object>, rest: object = {}): JsonObject {
  const resources = Object.entries(things).map(([logicalId, Properties]) => [
    logicalId,
    { Type: 'Test::Thing', Properties },
  ]);
  return { Resources: Object.fromEntries(resources), ...rest };
}
