import { inputTypes } from '../aws/input-types.ts';

/** The members of what is offered; times are in seconds. */
export const schedulerInputTypes = inputTypes({
  string: `ActionAfterCompletion Arn ClientToken Description GroupName Input KmsKeyArn Mode Name NamePrefix NextToken
    RoleArn ScheduleExpression ScheduleExpressionTimezone State`,
  number: 'EndDate MaximumEventAgeInSeconds MaximumRetryAttempts MaximumWindowInMinutes StartDate',
  structure: 'FlexibleTimeWindow RetryPolicy Target',
});
