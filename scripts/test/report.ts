import { readFileSync } from 'node:fs'
import { relative } from 'node:path'

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

/** A test file, by its path, and how long its tests and hooks took, in seconds. */
export interface FileTime {
  readonly path: string
  readonly seconds: number
}

/** The files of the report, those that took longest first. */
export function readTimes(file: string): readonly FileTime[] {
  const files = field(JSON.parse(readFileSync(file, 'utf8')), 'testResults')
  const times = (Array.isArray(files) ? files : []).map((each) => ({
    path: String(field(each, 'name')),
    seconds: (count(each, 'endTime') - count(each, 'startTime')) / 1000,
  }))
  return times.toSorted((one, other) => other.seconds - one.seconds)
}

/** Where a run's time goes: the files that took longest, a line each. */
export function printTimes(times: readonly FileTime[], from: string): string {
  const lines = times.map(({ path, seconds }) => `  ${seconds.toFixed(0).padStart(4)} s  ${relative(from, path)}`)
  return ['Took longest:', ...lines].join('\n')
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
