import { everything, scanSources } from './scan-source.ts';

/** The position of § in each source, which is where the diagnostic must be. */
export function problemsOf(...sources: readonly string[]): {
  found: readonly string[];
  marked: readonly string[];
} {
  const named = sources.map((source, index) => [`${index}.ts`, `${everything}\n${source}`] as const);
  const { problems } = scanSources(
    Object.fromEntries(named.map(([name, text]) => [name, text.replaceAll('§', '')])),
  );
  const marked = named.flatMap(([name, text]) =>
    text.split('\n').flatMap((line, index) => {
      const parts = line.split('§');
      return parts
        .slice(1)
        .map((_, nth) => `${name}:${index + 1}:${parts.slice(0, nth + 1).join('').length + 1}`);
    }),
  );
  return { found: problems, marked };
}

/** A class with these members. */
export const inClass = (body: string, before = '') =>
  `${before}\n@Path('/pets')\nexport class Pets {\n  ${body}\n}`;
