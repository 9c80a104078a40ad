import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findBrokenImports } from './verify.ts'

let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'patchbay-verify-'))
  mkdirSync(join(folder, 'hub'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('broken imports', () => {
  it('are files that are not there and packages nobody declared', () => {
    writeFileSync(join(folder, 'hub/other.js'), '')
    writeFileSync(
      join(folder, 'hub/main.js'),
      [
        "import './other.js'",
        "import './gone.js'",
        "import 'node:fs'",
        "import '@scope/here/part'",
        "import 'absent/part'",
      ].join('\n'),
    )

    expect(findBrokenImports(folder, new Set(['@scope/here']))).toEqual([
      'hub/main.js: ./gone.js is not there',
      'hub/main.js: absent/part is not among the dependencies of packages/hub/package.json',
    ])
  })

  it('are reported when there is no code at all', () => {
    expect(findBrokenImports(folder, new Set())).toEqual([`${folder} holds no code`])
  })
})
