import { parentPort } from 'node:worker_threads';
import { HttpError } from '@samples/http';
import { computeStatistics } from '../compute-statistics.ts';
import { readRequest } from '../read-request.ts';
import type { WorkerAnswer } from './compute-in-process.ts';

parentPort?.on('message', (body: unknown) => parentPort?.postMessage(answer(body)));

function answer(body: unknown): WorkerAnswer {
  try {
    return { statistics: computeStatistics(readRequest(body)).statistics_list };
  } catch (error) {
    if (error instanceof HttpError) return { refusal: error.message };
    throw error;
  }
}
