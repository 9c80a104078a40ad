import { compareLists, compareNumbers, orderBy } from './version-order.ts'

/** Ecosystems we know no rules of: numbers with points between them. Anything more is for those who know what it means. */
export const plain = orderBy(
  (version) => (/^v?\d+(?:\.\d+)*$/.test(version) ? version.replace('v', '').split('.') : null),
  (left, right) => compareLists(left, right, '0', compareNumbers),
)
