import type { MetricAlarm, Tag } from '@aws-sdk/client-cloudwatch';
import type { Account } from '../account.ts';

/** What the operations of CloudWatch share. */
export interface CloudWatchState {
  readonly account: Account;
  /** By name. */
  readonly alarms: Map<string, AlarmRecord>;
  /** By name. */
  readonly dashboards: Map<string, DashboardRecord>;
}

export interface AlarmRecord {
  /** As AWS describes it. */
  readonly description: MetricAlarm & { readonly AlarmName: string };
  readonly tags: readonly Tag[];
}

export interface DashboardRecord {
  readonly name: string;
  readonly body: string;
  readonly lastModified: Date;
}
