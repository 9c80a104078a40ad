import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** They start browsers and hubs, or kill one process after the other: a minute and more, however few lines they have. */
const long = [/\.browser\.test\.ts$/, /\/test\/crash\//]

/** Whether a test file is known to take long. */
export function isLong(path: string): boolean {
  return long.some((pattern) => pattern.test(path))
}

/**
 * Long files begin before short ones, so that no worker has nothing to do at the end while another has just begun a long one.
 * Vitest itself goes by how long each took last time, and where there was none, as on CI, by how big it is.
 */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.toSorted((one, other) => rank(one) - rank(other))
  }
}

/** Isolated files stay in front: a process between two of them could not be kept for the others. */
function rank({ project, moduleId }: TestSpecification): number {
  if (project.config.isolate) return 0
  return isLong(moduleId) ? 1 : 2
}
