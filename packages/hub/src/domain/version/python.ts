import pep440 from '@renovatebot/pep440'
import type { VersionOrder } from './version-order.ts'

/** Python packages (https://packaging.python.org/en/latest/specifications/version-specifiers/). */
export const python: VersionOrder = {
  reads: (version) => pep440.valid(version) !== null,
  compare: pep440.compare,
}
