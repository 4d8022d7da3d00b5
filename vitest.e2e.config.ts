import { defineConfig } from 'vitest/config';

// Browser journeys: the built product in its own process, Chromium from npm. One at a time: two cores.
export default defineConfig({
  test: {
    include: ['e2e/**/*.test.ts', 'e2e/**/*.test.tsx'],
    testTimeout: 300_000,
    hookTimeout: 120_000,
    maxWorkers: 1,
    fileParallelism: false,
  },
});
