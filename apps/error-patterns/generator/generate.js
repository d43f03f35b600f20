// Writes the client of the definition on standard input. Usage: node generate.js TARGET
import { text } from 'node:stream/consumers';
import { generate } from 'orval';

const headerLines = [
  'biome-ignore-all lint: generated code',
  'biome-ignore-all format: generated code',
  'Made by npm run generate-client. Do not edit.',
];

await generate({
  input: { target: JSON.parse(await text(process.stdin)) },
  output: {
    target: process.argv[2],
    client: 'fetch',
    mode: 'single',
    override: { header: () => headerLines, fetch: { useRuntimeFetcher: true } },
  },
});
