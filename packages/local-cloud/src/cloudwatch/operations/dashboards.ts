import type {
  DashboardEntry,
  DeleteDashboardsInput,
  GetDashboardInput,
  GetDashboardOutput,
  ListDashboardsInput,
  ListDashboardsOutput,
  PutDashboardInput,
  PutDashboardOutput,
} from '@aws-sdk/client-cloudwatch';
import { type Account, arn } from '../../account.ts';
import { isRecord } from '../../aws/is-record.ts';
import { pageOf } from '../../aws/page-of.ts';
import { dashboardNotFound, invalidDashboard, invalidValue, missingParameter } from '../errors.ts';
import type { CloudWatchState, DashboardRecord } from '../state.ts';

const maxPage = 1000;

/** Creates or replaces. The body is checked as far as its widgets being a list. */
export function putDashboard(state: CloudWatchState, input: PutDashboardInput): PutDashboardOutput {
  const { DashboardName: name, DashboardBody: body } = input;
  if (!name) throw missingParameter('DashboardName');
  if (input.Tags?.length) throw invalidValue('Tags of dashboards are not offered by this embedded cloud');
  if (!/^[\w-]{1,255}$/.test(name)) {
    throw invalidValue('Invalid value for parameter DashboardName: expected A-Z, a-z, 0-9, "-" and "_"');
  }
  if (!body) throw missingParameter('DashboardBody');
  checkBody(body);
  state.dashboards.set(name, { name, body, lastModified: new Date() });
  return { DashboardValidationMessages: [] };
}

export function getDashboard(state: CloudWatchState, input: GetDashboardInput): GetDashboardOutput {
  const dashboard = state.dashboards.get(input.DashboardName ?? '');
  if (!dashboard) throw dashboardNotFound(input.DashboardName);
  const { name, body } = dashboard;
  return { DashboardArn: dashboardArn(state.account, name), DashboardBody: body, DashboardName: name };
}

export function listDashboards(state: CloudWatchState, input: ListDashboardsInput): ListDashboardsOutput {
  const prefix = input.DashboardNamePrefix ?? '';
  const entries = [...state.dashboards.values()]
    .filter(({ name }) => name.startsWith(prefix))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .map((dashboard) => entryOf(state.account, dashboard));
  const { items, nextToken } = pageOf(entries, { token: input.NextToken, size: maxPage }, () =>
    invalidValue('Invalid value for parameter NextToken'),
  );
  return { DashboardEntries: items, ...(nextToken !== undefined && { NextToken: nextToken }) };
}

/** Deletes all or, where one of them does not exist, nothing. */
export function deleteDashboards(state: CloudWatchState, input: DeleteDashboardsInput): object {
  const names = input.DashboardNames ?? [];
  for (const name of names) if (!state.dashboards.has(name)) throw dashboardNotFound(name);
  for (const name of names) state.dashboards.delete(name);
  return {};
}

function checkBody(body: string): void {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw invalidDashboard('The field DashboardBody must be a valid JSON object');
  }
  if (!isRecord(value)) throw invalidDashboard('The field DashboardBody must be a valid JSON object');
  if (!Array.isArray(value.widgets))
    throw invalidDashboard('The field widgets is required and must be a list');
}

function entryOf(account: Account, { name, body, lastModified }: DashboardRecord): DashboardEntry {
  return {
    DashboardName: name,
    DashboardArn: dashboardArn(account, name),
    LastModified: lastModified,
    Size: Buffer.byteLength(body),
  };
}

function dashboardArn({ id }: Account, name: string): string {
  return arn('cloudwatch', `dashboard/${name}`, { accountId: id });
}
