import { useEffect, useState } from 'preact/hooks';

export const routes = ['notes', 'explorer', 'profile'] as const;
export type Route = (typeof routes)[number];

/** The screen that a fragment names: the first one for anything else. Fragments never reach a server. */
export function routeOf(hash: string): Route {
  return routes.find((name) => hash === `#/${name}`) ?? routes[0];
}

export function useRoute(): Route {
  const [route, setRoute] = useState(routeOf(location.hash));
  useEffect(() => {
    const follow = () => setRoute(routeOf(location.hash));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return route;
}
