import semver from 'semver'
import { orderBy } from './version-order.ts'

/** npm, Cargo and others that follow Semantic Versioning (https://semver.org), read as loosely as npm reads it. */
export const semantic = orderBy((version) => semver.parse(version, { loose: true }), semver.compare)
