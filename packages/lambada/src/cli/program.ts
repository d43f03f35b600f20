import { Command, Option } from 'commander';
import type { BuildOptions } from './build-options.ts';
import type { DeployOptions } from './deploy.ts';
import type { NewOptions } from './new-project.ts';
import type { ServeOptions } from './serve.ts';

/** The command line of `lambada`. What an action needs is loaded with it: help needs neither compiler nor SDK. */
export function createProgram(signal: AbortSignal): Command {
  const program = new Command('lambada')
    .description('Annotated classes become an API of Amazon API Gateway and Lambda.')
    .exitOverride()
    .showHelpAfterError('See lambada --help.')
    .addHelpText('after', notes);

  const build = program
    .command('build')
    .description('write the template, the definition of the API and the entry modules of its functions')
    .action(async (options: BuildOptions) => (await import('./build.ts')).build(options));
  const deploy = program
    .command('deploy')
    .description('build, upload, create or update the stack, and print the URL of the API')
    .option('--stack-name <name>', 'the stack (default: the name of the package)')
    .option('--parameter <name=value...>', 'a parameter of the template')
    .option('--region <region>', 'the region (default: that of the environment or the AWS profile)')
    .option('--dry-run', 'upload, print what would change, and leave the stack as it is')
    .action(async (options: DeployOptions) => (await import('./deploy.ts')).deploy(options, signal));
  const serve = program
    .command('serve')
    .description('run the same classes as an ordinary HTTP server on this machine; reload what is saved')
    .option('--port <number>', 'the port; 0 takes a free one', '8080')
    .action(async (options: ServeOptions) => (await import('./serve.ts')).serve(options, signal));
  const routes = program
    .command('routes')
    .description('print every route: method, path, class and method, authorizer')
    .action(async (options: BuildOptions) => (await import('./routes.ts')).routes(options));
  const openapi = program
    .command('openapi')
    .description('print the OpenAPI document of the API, for clients and readers')
    .option('--write <file>', 'write it to a file instead')
    .action(async (options: BuildOptions & { write?: string }) =>
      (await import('./openapi.ts')).openapi(options),
    );
  program
    .command('new')
    .description('make a project of your own in a new folder')
    .argument('<folder>', 'the folder, whose name is the name of the project')
    .option('--package <spec>', 'where npm gets lambada from (default: a copy of this one, in the project)')
    .action(async (folder: string, options: NewOptions) =>
      (await import('./new-project.ts')).newProject(folder, options, signal),
    );

  for (const command of [build, deploy, serve, routes, openapi])
    command.option('--project <folder>', 'the folder with package.json, tsconfig.json and lambada.json', '.');
  for (const command of [build, deploy])
    command
      .option('--output <folder>', 'the folder of what is built (default: .lambada)')
      .addOption(
        new Option('--function-per <what>', 'one function for the whole api, or one for each class').choices([
          'api',
          'class',
        ]),
      );
  return program;
}

const notes = `
The annotations say what the API is; lambada.json says the rest: stage, memory, environment, policies, VPC, bucket.
The target is AWS with the credentials of the AWS SDK, or the endpoint in AWS_ENDPOINT_URL.
Exit codes: 0 done, 1 failed, 2 called wrongly or annotated wrongly, 130 interrupted.
`;
