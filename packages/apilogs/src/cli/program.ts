import tab from '@bomb.sh/tab/commander';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { ClientOptions } from '../discover/clients.ts';
import type { GetOptions } from './get.ts';

// What an action needs is loaded with it: completion and help need no SDK.
const lists = () => import('./list.ts');

/** The command line of `apilogs`. An action returns its exit code by `setExitCode`. */
export function createProgram(signal: AbortSignal, setExitCode: (code: number) => void): Command {
  const program = new Command('apilogs')
    .description('Follow the requests of an Amazon API Gateway stage through every log.')
    .exitOverride()
    .showHelpAfterError('See apilogs --help.')
    .hook('preAction', (_, action) => {
      // The SDK looks here for the `endpoint_url` of a profile.
      const { profile } = action.opts<ClientOptions>();
      if (profile) process.env.AWS_PROFILE = profile;
      if (isBashCompletion(action)) process.stdout.write(bashCompletionStart);
    })
    .hook('postAction', (_, action) => {
      if (isBashCompletion(action)) process.stdout.write(bashCompletionEnd);
    })
    .addHelpText('after', programExamples);

  const getCommand = program
    .command('get')
    .description("print the logs of a stage: the gateway's and all functions', in the order of time")
    .option('--api-id <id>', 'the id of the REST API')
    .option('--api-name <name>', 'the name of the API, instead of the id')
    .option('--stack-name <stack>', 'the CloudFormation stack of the API, instead of the id')
    .option('--stage <stage>', 'the stage; not needed where there is only one')
    .option('--watch', 'keep printing new events, until Ctrl-C')
    .option(
      '--start <time>',
      "the start: 5m, '1h ago', 2d, 'yesterday 14:00 Europe/Berlin', an ISO time, seconds since 1970 (default: 5m; for one request 1d)",
    )
    .option('--end <time>', 'the end, in the same forms (default: now)')
    .option(
      '--request-id <id>',
      "one request: the gateway's id (x-amzn-RequestId), a function's, or a trace id",
    )
    .option('--filter <pattern>', "CloudWatch's filter pattern, such as ERROR or '{ $.status = 500 }'")
    .option('--query <jmespath>', 'what to print of JSON messages')
    .addOption(new Option('--color <when>', 'colours').choices(['auto', 'always', 'never']).default('auto'))
    .option('--json', 'print each event as JSON in one line')
    .option('--no-group', 'leave out the name of the log')
    .option('--no-stream', 'leave out the stream')
    .option('--timestamp', 'print when it happened')
    .option('--ingestion-time', 'print when CloudWatch received it')
    .addHelpText('after', getExamples)
    .action(async (options: GetOptions) =>
      setExitCode(await (await import('./get.ts')).get(options, signal)),
    );

  const apis = program
    .command('apis')
    .description('list the REST APIs: id, name, stage, what it logs')
    .action(async (options: ClientOptions) => (await lists()).listStages(options));
  const groups = program
    .command('groups')
    .description('list the log groups')
    .option('--prefix <prefix>', 'only groups whose names start with it')
    .action(async (options: ClientOptions) => (await lists()).listGroups(options));
  const streams = program
    .command('streams')
    .description('list the streams of a log group, the newest first')
    .argument('<group>', 'the name of the group')
    .action(async (group: string, options: ClientOptions) => (await lists()).listStreams(group, options));

  for (const command of [getCommand, apis, groups, streams]) {
    command
      .option('--profile <name>', 'a profile of the AWS configuration')
      .option('--region <region>', 'the region')
      .option('--endpoint-url <url>', 'the endpoint of an emulator, such as http://127.0.0.1:4566', checkUrl);
  }
  tab(program, { completionCommandName: 'completion' });
  return program;
}

function checkUrl(text: string): string {
  if (/^https?:/.test(text) && URL.canParse(text)) return text;
  throw new InvalidArgumentError('Expected a URL such as http://127.0.0.1:4566.');
}

const isBashCompletion = (action: Command) => action.name() === 'completion' && action.args[0] === 'bash';

/** Before the library's script for bash, which needs the package bash-completion and can be read only once per shell. */
const bashCompletionStart = `if ! declare -F _get_comp_words_by_ref > /dev/null; then
    _get_comp_words_by_ref() {
        cword=$COMP_CWORD words=("\${COMP_WORDS[@]}")
        cur=\${words[cword]} prev=\${words[cword - 1]}
    }
fi
readonly() { printf -v "\${1%%=*}" %s "\${1#*=}"; }
`;
const bashCompletionEnd = 'unset -f readonly\n';

const programExamples = `
Examples:
  apilogs apis                                        which APIs there are, and what they log
  apilogs get --api-id xyz123 --stage prod --watch    follow a stage
  apilogs get --help                                  more examples
  source <(apilogs completion bash)                   completion; also for zsh and fish

Region and credentials are found as the AWS CLI finds them.
Exit codes: 0 done, 1 failed, 2 called wrongly, 3 found nothing, 4 not allowed, 130 interrupted.
`;

const getExamples = `
Examples:
  apilogs get --api-id xyz123 --stage prod --start='1h ago' | grep "6605b081-…"
      the lines of one request; each line carries its id
  apilogs get --stack-name my-service --request-id 6605b081-9f54-11e8-a3ec-c5e6ad72ab8a
      the same request through the gateway and all functions, whether or not they log the gateway's id
  apilogs get --api-name Pets --stage prod --filter '{ $.status >= 500 }' --query path
      the paths of an access log in JSON that failed
  apilogs get --api-id xyz123 --no-stream --timestamp --start yesterday --end 'yesterday 14:00 UTC'

An event's line has: whose log it is (execution, access, or a function's name), the stream, the message.
`;
