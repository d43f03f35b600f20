// Calls the handler of Lambda with a saved event of API Gateway, and prints its response.
// Usage: npm run invoke --workspace pets-express [-- EVENT_FILE]   (default: events/get-pets.json)
import { readFile } from 'node:fs/promises';
import type { APIGatewayProxyEvent, Context } from 'aws-lambda';
import './settings.ts';
import './views/import-views.ts';

const file = process.argv[2] ?? 'events/get-pets.json';
const event: APIGatewayProxyEvent = JSON.parse(await readFile(file, 'utf8'));

// Loaded after the environment is complete, because modules read it at their start.
const { handler } = await import('./lambda.ts');
console.log(JSON.stringify(await handler(event, {} as Context), null, 2));
// The connection to MongoDB would keep the process.
process.exit();
