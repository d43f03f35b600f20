import { createClients, findStage, readLogs, stageLogs } from '@samples/apilogs';

const clients = createClients();
const { apiId, stageName } = await findStage(clients, { apiName: 'pets' });
const { sources } = await stageLogs(clients, apiId, stageName);

const startTime = Date.now() - 3_600_000;
for await (const { source, message } of readLogs({ client: clients.logs, sources, startTime })) {
  console.log(source.kind, message.trimEnd());
}
