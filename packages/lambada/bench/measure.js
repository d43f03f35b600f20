// One function in a process of its own: node measure.js BUNDLE CALLS. Prints milliseconds from the import of the bundle
// to its first response, those of processor time among them, and microseconds of it a call afterwards.
import { pathToFileURL } from 'node:url';

const [bundle, calls] = process.argv.slice(2);
const event = (times) => ({
  resource: '/helloworld/{id}',
  path: '/helloworld/7',
  httpMethod: 'GET',
  headers: { Accept: '*/*', Host: 'api.example', 'User-Agent': 'bench', 'X-Forwarded-Proto': 'https' },
  multiValueHeaders: {
    Accept: ['*/*'],
    Host: ['api.example'],
    'User-Agent': ['bench'],
    'X-Forwarded-Proto': ['https'],
  },
  queryStringParameters: { times },
  multiValueQueryStringParameters: { times: [times] },
  pathParameters: { id: '7' },
  stageVariables: null,
  requestContext: {
    requestId: '1',
    path: '/Prod/helloworld/7',
    stage: 'Prod',
    identity: { sourceIp: '192.0.2.1' },
  },
  body: null,
  isBase64Encoded: false,
});
const context = { awsRequestId: '1', callbackWaitsForEmptyEventLoop: false };

const started = performance.now();
const used = process.cpuUsage();
const { handler } = await import(pathToFileURL(bundle).href);
const first = await handler(event('3'), context);
const cold = performance.now() - started;
const { user, system } = process.cpuUsage(used);
if (first.statusCode !== 200 || JSON.parse(first.body).message !== 'Hello! Hello! Hello! ')
  throw new Error(`${bundle} responded ${JSON.stringify(first)}`);

const rounds = [];
for (let round = 0; round < 7; round += 1) {
  const begin = process.cpuUsage();
  for (let call = 0; call < Number(calls); call += 1) await handler(event('3'), context);
  const { user, system } = process.cpuUsage(begin);
  rounds.push((user + system) / Number(calls));
}
const refused = (await handler(event('x'), context)).statusCode;
process.stdout.write(
  JSON.stringify({ cold, cpu: (user + system) / 1_000, warm: rounds.sort((a, b) => a - b)[3], refused }),
);
process.exit(0);
