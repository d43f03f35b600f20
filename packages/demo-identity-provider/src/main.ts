#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { createDemoIdentityProvider } from './demo-identity-provider.ts';

const usage = `Usage: npm start --workspace @samples/demo-identity-provider -- [--port N]

Runs a SAML identity provider on this machine until Ctrl-C. Anybody on the
machine signs in as one of its users; its key is new at each start.

  --port N           the port to listen on; 0 takes any free one (default: 4580)
  --stop-with-stdin  also stop when standard input ends, as it does with the
                     program that started this one
  --help             this text
`;

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4580' },
    'stop-with-stdin': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) process.stdout.write(usage);
else if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65_535) {
  process.stderr.write(`Expected a port from 0 to 65535 for --port, received ${values.port}.\n`);
  process.exitCode = 1;
} else {
  try {
    const { metadataUrl, stop } = await createDemoIdentityProvider({ port: Number(values.port) });
    process.stdout.write(`Demo identity provider: ${metadataUrl}\n`);
    const end = () => void stop().then(() => process.exit(0));
    process.on('SIGINT', end).on('SIGTERM', end);
    if (values['stop-with-stdin']) process.stdin.on('end', end).on('error', end).resume();
  } catch (error) {
    process.stderr.write(`The port ${values.port} cannot be listened on: ${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}
