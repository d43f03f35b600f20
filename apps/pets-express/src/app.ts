import cors from 'cors';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { assets } from './assets.ts';
import { pages } from './controllers/pages.ts';
import { pets } from './controllers/pets.ts';
import { connected, forgetConnection } from './database.ts';
import { problemOf } from './problem.ts';
import { securityHeaders } from './security-headers.ts';
// Changed by the move, 5: imported, so that the bundle has it; Lambda has no folder of views.
import error from './views/error.pug';

/** The whole app: the page at `/` and the REST API at `/pets`. It neither listens nor connects by itself. */
export function createApp(): Express {
  const app = express();
  app.disable('x-powered-by');
  // As API Gateway: another spelling of /pets must not come past an API key or an authorizer by the proxy route.
  app.enable('case sensitive routing').enable('strict routing');
  app.use((_request, response, next) => {
    response.set(securityHeaders);
    next();
  });
  // Changed by the move, 7: no compression, which is the gateway's, and no sessions in memory.
  app.use(express.json({ limit: '100kb' }), express.urlencoded({ extended: false, limit: '100kb' }));
  app.use(connected(reportProblem));
  app.use('/pets', cors(), pets());
  app.use('/', pages());
  app.use((_request, _response, next) => next({ status: 404, message: 'There is no such page' }));
  // Express knows a handler of errors by its four parameters.
  app.use((cause: unknown, request: Request, response: Response, _next: NextFunction) =>
    reportProblem(cause, request, response),
  );
  return app;
}

function reportProblem(cause: unknown, request: Request, response: Response): void {
  // The request had its response when MongoDB took too long.
  if (response.headersSent) return;
  const problem = problemOf(cause);
  if (problem.status >= 500) console.error(cause);
  // The response goes out first; then the broken connection is dropped, and the next request connects again.
  if (problem.status === 503)
    response.set('retry-after', '1').once('close', () => forgetConnection(response));
  response.status(problem.status).vary('Accept');
  const { message, errors } = problem;
  // `*/*`, as of curl, takes the first of the two.
  if (request.accepts(['json', 'html']) !== 'html') response.json({ message, ...(errors && { errors }) });
  else
    response.send(
      error({
        assets,
        base: '../'.repeat(request.path.split('/').length - 2),
        message,
        errors: errors ?? {},
      }),
    );
}
