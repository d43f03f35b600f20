export interface MutationTarget {
  readonly name: string;
  /** Globs of the sources that are changed, from the root of the repository. */
  readonly mutate: readonly string[];
  /** The folder whose tests have to notice. */
  readonly tests: string;
  /** The percentage of changes that has to be noticed. */
  readonly break: number;
}

const cloud = 'packages/local-cloud/src';

export const mutationTargets: readonly MutationTarget[] = [
  {
    name: 'http',
    mutate: ['packages/http/src/**/*.ts', '!**/*.test.ts', '!packages/http/src/index.ts'],
    tests: 'packages/http/src',
    break: 100,
  },
  {
    name: 'policy',
    mutate: [`${cloud}/aws/policy/*.ts`, '!**/*.test.ts'],
    tests: `${cloud}/aws/policy`,
    break: 100,
  },
  {
    name: 'sigv4',
    mutate: [`${cloud}/aws/sigv4/*.ts`, '!**/*.test.ts'],
    tests: `${cloud}/aws/sigv4`,
    break: 100,
  },
  {
    name: 'edge',
    mutate: ['sender', 'local-names', 'page-doors', 'page-guard', 'body-budget', 'receive-body'].map(
      (name) => `${cloud}/edge/${name}.ts`,
    ),
    tests: `${cloud}/edge`,
    break: 100,
  },
  {
    name: 'mapping-templates',
    mutate: [
      'packages/mapping-templates/src/**/*.ts',
      '!**/*.test.ts',
      '!packages/mapping-templates/src/{index,run-bounded-in-node}.ts',
      '!packages/mapping-templates/src/testing/**',
    ],
    tests: 'packages/mapping-templates/src',
    break: 90,
  },
];
