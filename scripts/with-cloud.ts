#!/usr/bin/env node
// Runs a command against an embedded cloud that stops when the command ends.
// Usage: node scripts/with-cloud.ts COMMAND [ARGUMENT …]   (the command finds the cloud in AWS_ENDPOINT_URL)
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { startCloud } from './cloud-process.ts';

const [command, ...args] = process.argv.slice(2);
if (!command) {
  process.stderr.write('Usage: node scripts/with-cloud.ts COMMAND [ARGUMENT …]\n');
  process.exit(2);
}
const cloud = await startCloud(0);
const credentials = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'us-east-1' };
const child = spawn(command, args, {
  stdio: 'inherit',
  env: { ...process.env, ...credentials, AWS_ENDPOINT_URL: cloud.url },
});
const [code] = await once(child, 'exit');
await cloud.stop();
process.exitCode = code ?? 1;
