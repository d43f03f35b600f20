import { createClients, findStage, stageLogs, traceRequest } from '@samples/apilogs';

const clients = createClients();
const { apiId, stageName } = await findStage(clients, { apiName: 'pets' });
const { sources } = await stageLogs(clients, apiId, stageName);

const id = '6605b081-9f54-41e8-a3ec-c5e6ad72ab8a';
const events = await traceRequest({ client: clients.logs, sources, id, startTime: Date.now() - 3_600_000 });
console.log(events.length, 'events, the last of', events.at(-1)?.source.name);
