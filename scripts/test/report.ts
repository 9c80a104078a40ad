import { readFileSync } from 'node:fs'

/** How a run of the tests ended. */
export interface Tally {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/**
 * Reads the file Vitest's JSON reporter wrote. A test file that did not load counts as one failed test, since none of its
 * tests could be counted. Throws when the file is not such a report.
 */
export function readReport(file: string): Tally {
  const report: unknown = JSON.parse(readFileSync(file, 'utf8'))
  const passed = count(report, 'numPassedTests')
  const failed = count(report, 'numFailedTests') + countUnloaded(report)
  const skipped = count(report, 'numPendingTests') + count(report, 'numTodoTests')
  return { passed, failed, skipped }
}

/** `3 passed, 0 failed, 1 skipped`. CI looks for this line, alone on a line. */
export function printTally({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}

function count(report: unknown, key: string): number {
  const value = field(report, key)
  if (typeof value !== 'number') throw new Error(`The test report has no number "${key}".`)
  return value
}

function countUnloaded(report: unknown): number {
  const files = field(report, 'testResults')
  if (!Array.isArray(files)) throw new Error('The test report has no list "testResults".')
  return files.filter((file) => {
    const tests = field(file, 'assertionResults')
    return field(file, 'status') === 'failed' && Array.isArray(tests) && tests.length === 0
  }).length
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined
}
