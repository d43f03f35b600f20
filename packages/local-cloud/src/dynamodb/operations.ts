import { createTable } from './operations/create-table.ts';
import { deleteTable } from './operations/delete-table.ts';
import { describeTable } from './operations/describe-table.ts';
import { tagResource } from './operations/tag-resource.ts';
import { describeTimeToLive, updateTimeToLive } from './operations/time-to-live.ts';
import { updateTable } from './operations/update-table.ts';

/** The operations that know more than dynalite does; dynalite itself carries out the others. */
export const dynamoDbOperations = {
  CreateTable: createTable,
  DeleteTable: deleteTable,
  DescribeTable: describeTable,
  DescribeTimeToLive: describeTimeToLive,
  TagResource: tagResource,
  UpdateTable: updateTable,
  UpdateTimeToLive: updateTimeToLive,
};
