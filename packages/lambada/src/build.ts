export type * from './model.ts';
export { type Project, type ScanResult, scan } from './scan/scan.ts';
