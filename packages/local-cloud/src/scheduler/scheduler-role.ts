import { regionalArn } from '../account.ts';
import { assumedRole } from '../aws/policy/assumed-role.ts';
import type { Caller } from '../aws/service.ts';
import type { SchedulerState } from './state.ts';

/** EventBridge Scheduler in a role; undefined for an unknown role or one that does not trust it. */
export function schedulerIn(
  { account, iam }: Pick<SchedulerState, 'account' | 'iam'>,
  roleArn: string,
): Caller | undefined {
  return assumedRole(iam.roles, roleArn, {
    service: 'scheduler.amazonaws.com',
    sessionName: 'AmazonEventBridgeScheduler',
    context: {
      'aws:SourceAccount': account.id,
      'aws:SourceArn': regionalArn(account, 'scheduler', 'schedule-group/default'),
    },
  });
}
