import type { BoundOperations } from '../aws/bind-operations.ts';
import { listTagsForResource, tagResource, untagResource } from './operations/alarm-tags.ts';
import { deleteDashboards, getDashboard, listDashboards, putDashboard } from './operations/dashboards.ts';
import { deleteAlarms, describeAlarms, putMetricAlarm } from './operations/metric-alarms.ts';

export const cloudwatchOperations = {
  DeleteAlarms: deleteAlarms,
  DeleteDashboards: deleteDashboards,
  DescribeAlarms: describeAlarms,
  GetDashboard: getDashboard,
  ListDashboards: listDashboards,
  ListTagsForResource: listTagsForResource,
  PutDashboard: putDashboard,
  PutMetricAlarm: putMetricAlarm,
  TagResource: tagResource,
  UntagResource: untagResource,
};

export type CloudWatchOperations = BoundOperations<typeof cloudwatchOperations>;
