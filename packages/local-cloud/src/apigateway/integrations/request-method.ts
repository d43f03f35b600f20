import type { ApiIntegration } from '../model.ts';

const bodiless = ['GET', 'HEAD', 'OPTIONS'];

/** The method of the request to the back end. `ANY` passes the client's on. */
export function sentMethod({ httpMethod = 'ANY' }: ApiIntegration, clientMethod: string): string {
  return httpMethod === 'ANY' ? clientMethod : httpMethod;
}

export function carriesBody(httpMethod: string): boolean {
  return !bodiless.includes(httpMethod);
}
