export type * from './model.ts';
export { openApiDocument } from './openapi/openapi-document.ts';
export type { ParsedFiles } from './scan/load-program.ts';
export { type Project, type ScanResult, scan } from './scan/scan.ts';
