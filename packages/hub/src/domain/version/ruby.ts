import { eq, gt, valid } from '@renovatebot/ruby-semver'
import type { VersionOrder } from './version-order.ts'

/** RubyGems (`Gem::Version`, https://guides.rubygems.org/patterns/#semantic-versioning). */
export const ruby: VersionOrder = {
  reads: (version) => valid(version) !== null,
  compare(left, right) {
    if (eq(left, right)) return 0
    return gt(left, right) ? 1 : -1
  },
}
