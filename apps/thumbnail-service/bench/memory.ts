// Prints the memory and the time that the image function needs for a thumbnail, each in an environment of its own.
// Usage: npm run bench --workspace thumbnail-service

import { randomUUID } from 'node:crypto';
import path from 'node:path';
import {
  InvokeCommand,
  LambdaClient,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdated,
} from '@aws-sdk/client-lambda';
import { deploySample } from '@samples/deployment';
import { clientConfig } from '@samples/localstack-client';
import { startCloud } from '../../../scripts/cloud-process.ts';
import { benchImages, largestResult } from './bench-images.ts';

const cloud = await startCloud(0);
try {
  const environment = { ...process.env, AWS_ENDPOINT_URL: cloud.url };
  const root = path.resolve(import.meta.dirname, '../../..');
  const { outputs } = await deploySample({
    sample: 'thumbnail-service',
    root,
    environment,
    report: () => {},
  });
  const FunctionName = outputs.ImageFunction;
  const lambda = new LambdaClient(clientConfig(environment));

  const rows: object[] = [];
  await add('ping', { operation: 'ping' });
  for (const [image, draw] of Object.entries(benchImages)) {
    await add(`thumbnail of ${image}`, { operation: 'thumbnail', base64Image: await base64(draw) });
  }
  const largest = { operation: 'convert', base64Image: await base64(largestResult), format: 'avif' };
  await add('16 MP JPEG as AVIF', largest);
  console.table(rows);

  async function add(what: string, event: object): Promise<void> {
    rows.push({ what, ...(await measure(event)) });
  }

  async function measure(event: object): Promise<object> {
    // A changed description is a new configuration, which ends the old environments.
    await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Description: randomUUID() }));
    await waitUntilFunctionUpdated(
      { client: lambda, maxWaitTime: 30, minDelay: 0.1, maxDelay: 1 },
      { FunctionName },
    );
    const command = new InvokeCommand({ FunctionName, LogType: 'Tail', Payload: JSON.stringify(event) });
    const { LogResult: log = '', FunctionError: error } = await lambda.send(command);
    const report = Buffer.from(log, 'base64').toString();
    const number = (name: string) => Number(new RegExp(`${name}: ([\\d.]+)`).exec(report)?.[1]);
    if (error) throw new Error(`Expected a result, received ${error}: ${report}`);
    return { MB: number('Max Memory Used'), ms: Math.round(number('\tDuration')) };
  }
} finally {
  await cloud.stop();
}

async function base64(draw: () => Promise<Buffer>): Promise<string> {
  return (await draw()).toString('base64');
}
