import type { BoundOperations } from '../aws/bind-operations.ts';
import { listTagsForResource, tagResource, untagResource } from './operations/rule-tags.ts';
import { deleteRule, describeRule, disableRule, enableRule, listRules, putRule } from './operations/rules.ts';
import { listRuleNamesByTarget, listTargetsByRule, putTargets, removeTargets } from './operations/targets.ts';

export const eventsOperations = {
  DeleteRule: deleteRule,
  DescribeRule: describeRule,
  DisableRule: disableRule,
  EnableRule: enableRule,
  ListRuleNamesByTarget: listRuleNamesByTarget,
  ListRules: listRules,
  ListTagsForResource: listTagsForResource,
  ListTargetsByRule: listTargetsByRule,
  PutRule: putRule,
  PutTargets: putTargets,
  RemoveTargets: removeTargets,
  TagResource: tagResource,
  UntagResource: untagResource,
};

export type EventsOperations = BoundOperations<typeof eventsOperations>;
