import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { LongFirst } from './scripts/test/sequence.ts'

// Most of a short life is loading the same modules again: for hubs and command lines in processes of their own, for threads.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules/.cache/patchbay-compiled')

const isAlone = 'packages/hub/src/store/embedded/**/*.test.ts'

const shared = {
  environment: 'node',
  globalSetup: ['packages/hub/test/database/global-setup.ts'],
  // The HTTP client the conformance kit puts connectors to the test with; the seed of the properties; no way out of this machine.
  setupFiles: ['packages/hub/src/runtime/conformance-client.ts', 'scripts/test/properties.ts', 'scripts/test/loopback.ts'],
  pool: 'forks' as const,
  testTimeout: 240_000,
  hookTimeout: 240_000,
}

export default defineConfig({
  test: {
    maxWorkers: 3,
    sequence: { sequencer: LongFirst },
    projects: [
      {
        test: {
          ...shared,
          name: 'shared',
          include: ['packages/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/dist/**', isAlone],
          // Files of one process share what they import: loading it anew for each was a quarter of a run.
          isolate: false,
        },
      },
      // They change what the file system does, for everything in the process.
      { test: { ...shared, name: 'alone', include: [isAlone], isolate: true } },
    ],
  },
})
