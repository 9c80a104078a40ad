import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from '../tree.ts'
import { isLong } from './sequence.ts'

it.each([
  ['packages/web/test/pages.browser.test.ts', true],
  ['packages/hub/test/crash/crash.test.ts', true],
  ['packages/hub/src/store/embedded/crash.test.ts', false],
  ['packages/hub/test/spine/spine.test.ts', false],
])('the sequence of test files knows whether %s takes long: %s', (path, expected) => {
  expect(existsSync(join(root, path))).toBe(true)
  expect(isLong(join(root, path))).toBe(expected)
})
