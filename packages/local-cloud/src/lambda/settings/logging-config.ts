import type { ApplicationLogLevel, LoggingConfig, SystemLogLevel } from '@aws-sdk/client-lambda';
import { invalidParameter, invalidValue } from '../errors.ts';

const applicationLevels = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];
const systemLevels = ['DEBUG', 'INFO', 'WARN'];

/** How a function logs after a call: what the input lacks stays, or gets AWS's default. Only JSON has levels. */
export function loggingConfig(
  functionName: string,
  given: LoggingConfig = {},
  before: LoggingConfig = {},
): LoggingConfig {
  const LogFormat = given.LogFormat ?? before.LogFormat ?? 'Text';
  checkMember(LogFormat, 'logFormat', ['Text', 'JSON']);
  const LogGroup = given.LogGroup ?? before.LogGroup ?? `/aws/lambda/${functionName}`;
  checkLogGroup(LogGroup);
  if (LogFormat === 'Text') {
    if (given.ApplicationLogLevel === undefined && given.SystemLogLevel === undefined)
      return { LogFormat, LogGroup };
    throw invalidParameter(
      'Log levels need the LogFormat JSON: expected no log level with the LogFormat Text.',
    );
  }
  const application = given.ApplicationLogLevel ?? before.ApplicationLogLevel ?? 'INFO';
  const system = given.SystemLogLevel ?? before.SystemLogLevel ?? 'INFO';
  checkMember(application, 'applicationLogLevel', applicationLevels);
  checkMember(system, 'systemLogLevel', systemLevels);
  return {
    LogFormat,
    ApplicationLogLevel: application satisfies ApplicationLogLevel,
    SystemLogLevel: system satisfies SystemLogLevel,
    LogGroup,
  };
}

function checkMember(value: string, name: string, values: readonly string[]): void {
  if (values.includes(value)) return;
  const constraint = `Member must satisfy enum value set: [${values.join(', ')}]`;
  throw invalidValue(value, `loggingConfig.${name}`, constraint);
}

function checkLogGroup(logGroup: string): void {
  if (/^[.\w/#-]{1,512}$/.test(logGroup)) return;
  const constraint = 'Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+';
  throw invalidValue(logGroup, 'loggingConfig.logGroup', constraint);
}
