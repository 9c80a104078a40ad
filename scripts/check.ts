// Everything that can be said about the code without running it. `npm run check`
import { runSteps, type Step } from './check/run-steps.ts'
import { root } from './tree.ts'

function step(name: string, ...parts: readonly string[]): Step {
  return { name, command: { file: process.execPath, arguments: [...parts], cwd: root } }
}

const types = 'node_modules/typescript-native/bin/tsc'

const steps = [
  step('types', types, '-p', 'tsconfig.json'),
  step('types of the web app', types, '-p', 'packages/web/tsconfig.json'),
  step('format and lint', 'node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'),
  step('boundaries', 'scripts/check/boundaries.ts'),
  step('unused code', 'node_modules/knip/bin/knip.js', '--no-progress'),
  step('generated files', 'scripts/generate.ts', '--check'),
]

process.exitCode = (await runSteps(steps, 2, console.log)) ? 0 : 1
