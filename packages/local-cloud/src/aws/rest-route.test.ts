import { describe, expect, it } from 'vitest';
import { matchRoute, type RestRoute } from './rest-route.ts';

const operation = () => undefined;
const list: RestRoute = { method: 'GET', path: '/functions/', operation };
const one: RestRoute = { method: 'GET', path: '/functions/{FunctionName}', operation };
const settings: RestRoute = { method: 'GET', path: '/functions/settings', operation };
const nested: RestRoute = { method: 'POST', path: '/functions/{FunctionName}/versions/{Version}', operation };
const routes = [list, settings, one, nested];

describe('matchRoute', () => {
  it('finds the route of a method and path, whatever the trailing slash', () => {
    expect(matchRoute(routes, 'GET', '/functions')?.route).toBe(list);
    expect(matchRoute(routes, 'GET', '/functions/')?.route).toBe(list);
    expect(matchRoute(routes, 'GET', '/functions/a/')?.route).toBe(one);
  });

  it('chooses the first that fits', () => {
    expect(matchRoute(routes, 'GET', '/functions/settings')?.route).toBe(settings);
    expect(matchRoute([one, settings], 'GET', '/functions/settings')?.route).toBe(one);
  });

  it('decodes parameters, each of one segment', () => {
    const match = matchRoute(routes, 'POST', '/functions/arn%3Aaws%2Fx%20%C3%BC/versions/%241');
    expect(match?.parameters).toEqual({ FunctionName: 'arn:aws/x ü', Version: '$1' });
  });

  it.each([
    ['POST', '/functions'],
    ['GET', '/functions/a/b'],
    ['GET', '/'],
    ['GET', '/Functions'],
  ])('finds nothing for %s %s', (method, path) => {
    expect(matchRoute(routes, method, path)).toBeUndefined();
  });

  it('refuses a segment that is not percent-encoded UTF-8', () => {
    expect(() => matchRoute(routes, 'GET', '/functions/%ff')).toThrow('%ff is not percent-encoded UTF-8');
  });
});
