// How quickly `apilogs get` prints 1,000,000 events of 50 streams in 8 groups, and how much memory it takes, beside
// `awslogs` (pip) on the same embedded cloud. awslogs reads one group a run, so that it runs eight times.
// Usage: npm run bench --workspace packages/apilogs   (with awslogs on the PATH, or its path in AWSLOGS)
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { APIGatewayClient, CreateDeploymentCommand, ImportRestApiCommand } from '@aws-sdk/client-api-gateway';
import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { clientConfig } from '@samples/localstack-client';
import { startCloud } from '../test/cloud-process.ts';
import { logsClient } from '../test/log-client.ts';

const eventCount = 1_000_000;
const functionNames = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const streamsOf = (group: number) => (group === 0 ? 8 : 6);
const eventsPerCall = 5000;

const folder = path.resolve(import.meta.dirname, '..');
// What users install is JavaScript: to strip types takes 20 MB.
execFileSync('tsc', ['-p', 'tsconfig.build.json'], { cwd: folder, stdio: 'inherit' });
const cloud = await startCloud('--log-megabytes', '1000');
try {
  const apiId = await createApi();
  const groups = [
    `API-Gateway-Execution-Logs_${apiId}/prod`,
    ...functionNames.map((name) => `/aws/lambda/${name}`),
  ];
  const startTime = Date.now() - 3_600_000;
  await writeEvents(groups, startTime);

  const start = new Date(startTime - 60_000).toISOString();
  const ours = await measure(process.execPath, [
    path.join(folder, 'dist/main.js'),
    ...['get', '--api-id', apiId, '--stage', 'prod', '--start', start],
  ]);
  report('apilogs', ours);
  const awslogs = process.env.AWSLOGS ?? 'awslogs';
  if (spawnSync(awslogs, ['--version']).error) {
    process.stdout.write('awslogs is not installed: pip install awslogs\n');
  } else {
    const runs: Measured[] = [];
    for (const group of groups) {
      const run = await measure(awslogs, [
        ...['get', group, 'ALL', '--start', start, '--aws-endpoint-url', cloud.url],
      ]);
      report(`awslogs, ${group}`, run);
      runs.push(run);
    }
    const theirs = {
      lines: runs.reduce((sum, { lines }) => sum + lines, 0),
      seconds: runs.reduce((sum, { seconds }) => sum + seconds, 0),
      cpuSeconds: runs.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
      megabytes: Math.max(...runs.map(({ megabytes }) => megabytes)),
    };
    report('awslogs', theirs);
    process.stdout.write(`${(theirs.seconds / ours.seconds).toFixed(1)} x as quick\n`);
  }
} finally {
  await cloud.stop();
}

/** An API whose definition names the functions; they need not exist to have logs. */
async function createApi(): Promise<string> {
  const client = new APIGatewayClient(clientConfig({ AWS_ENDPOINT_URL: cloud.url }));
  const uri = (name: string) =>
    `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:${name}/invocations`;
  const integration = (name: string) => ({
    'x-amazon-apigateway-integration': { type: 'aws_proxy', httpMethod: 'POST', uri: uri(name) },
  });
  const paths = Object.fromEntries(functionNames.map((name) => [`/${name}`, { get: integration(name) }]));
  const body = Buffer.from(
    JSON.stringify({ openapi: '3.0.1', info: { title: 'bench', version: '1' }, paths }),
  );
  const { id = '' } = await client.send(new ImportRestApiCommand({ body }));
  await client.send(new CreateDeploymentCommand({ restApiId: id, stageName: 'prod' }));
  return id;
}

async function writeEvents(groups: readonly string[], startTime: number): Promise<void> {
  const client = logsClient(cloud.url);
  const streams = groups.flatMap((logGroupName, group) =>
    Array.from({ length: streamsOf(group) }, (_, stream) => ({
      logGroupName,
      logStreamName: `2026/11/28/[$LATEST]${String(group * 10 + stream).padStart(32, '0')}`,
    })),
  );
  for (const logGroupName of groups) await client.send(new CreateLogGroupCommand({ logGroupName }));
  for (const names of streams) await client.send(new CreateLogStreamCommand(names));
  const perStream = eventCount / streams.length;
  for (let first = 0; first < perStream; first += eventsPerCall) {
    for (const [index, names] of streams.entries()) {
      const logEvents = Array.from({ length: Math.min(eventsPerCall, perStream - first) }, (_, step) => {
        const number = (first + step) * streams.length + index;
        const id = `6605b081-9f54-11e8-a3ec-${String(number).padStart(12, '0')}`;
        return {
          timestamp: startTime + Math.floor(number * 3),
          message: `(${id}) Method request path: {petId=${number}}, a line as the gateway writes it`,
        };
      });
      await client.send(new PutLogEventsCommand({ ...names, logEvents }));
    }
  }
}

interface Measured {
  readonly lines: number;
  readonly seconds: number;
  /** Of the processor, by the command alone. */
  readonly cpuSeconds: number;
  /** The most memory it has held. */
  readonly megabytes: number;
}

async function measure(command: string, args: string[]): Promise<Measured> {
  const start = performance.now();
  const environment = {
    ...process.env,
    AWS_ENDPOINT_URL: cloud.url,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
  };
  // GNU time reports the largest resident size in kilobytes.
  const child = spawn('/usr/bin/time', ['-f', 'peak %M KB, %U + %S s', command, ...args], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let lines = 0;
  let complaints = '';
  child.stdout.on('data', (chunk: Buffer) => {
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines += 1;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    complaints += chunk;
  });
  const [code] = await once(child, 'close');
  const [, peak, user, system] = /peak (\d+) KB, ([\d.]+) \+ ([\d.]+) s/.exec(complaints) ?? [];
  if (code !== 0 || !peak) throw new Error(complaints);
  const cpuSeconds = Number(user) + Number(system);
  return { lines, seconds: (performance.now() - start) / 1000, cpuSeconds, megabytes: Number(peak) / 1024 };
}

function report(name: string, { lines, seconds, cpuSeconds, megabytes }: Measured): void {
  const rate = Math.round(lines / seconds).toLocaleString('en-US');
  process.stdout.write(
    `${name}: ${lines.toLocaleString('en-US')} events in ${seconds.toFixed(1)} s, ${rate} a second, ${cpuSeconds.toFixed(1)} s of processor time, ${Math.round(megabytes)} MB\n`,
  );
}
