import type { ApiIntegration } from '../model.ts';

const bodiless = ['GET', 'HEAD', 'OPTIONS'];

/** The method with which a back end is asked: `ANY` stands for the client's own. */
export function sentMethod({ httpMethod = 'ANY' }: ApiIntegration, clientMethod: string): string {
  return httpMethod === 'ANY' ? clientMethod : httpMethod;
}

export function carriesBody(httpMethod: string): boolean {
  return !bodiless.includes(httpMethod);
}
