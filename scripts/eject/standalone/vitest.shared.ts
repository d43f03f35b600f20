// The units always run; the tests of the whole sample, in test/, need an endpoint that it is deployed to.
const wholeSample = process.env.AWS_ENDPOINT_URL ? 'test/**/*.test.ts' : 'test/whole-sample.ts';

export const shared = {
  include: ['src/**/*.test.ts', wholeSample],
  testTimeout: 300_000,
  hookTimeout: 300_000,
  teardownTimeout: 60_000,
  isolate: false,
  restoreMocks: true,
  unstubEnvs: true,
  unstubGlobals: true,
};
