export { type ClientConfig, clientConfig } from './client-config.ts';
export { type Environment, endpointOf, isLoopback } from './endpoint.ts';
export { type DeployedApi, invokeUrl } from './invoke-url.ts';
