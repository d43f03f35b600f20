export { ChoiceError } from './discover/choice-error.ts';
export { type ClientOptions, type Clients, createClients } from './discover/clients.ts';
export { type ApiChoice, findStage, type StageIds } from './discover/find-stage.ts';
export { type StageLogs, stageLogs } from './discover/stage-sources.ts';
export type { LogEvent } from './log-event.ts';
export type { LogSource } from './log-source.ts';
export { type ReadOptions, readLogBatches, readLogs } from './read/read-logs.ts';
export { type TraceOptions, traceRequest } from './trace/trace-request.ts';
