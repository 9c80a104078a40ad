import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { repositoryPath } from './path.ts'

describe('repositoryPath', () => {
  it.each([
    ['src/app.ts', 'src/app.ts'],
    ['/src/app.ts', 'src/app.ts'],
    ['./src/app.ts', 'src/app.ts'],
    ['src//app.ts', 'src/app.ts'],
    ['src/./lib/../app.ts', 'src/app.ts'],
    ['src\\main\\App.java', 'src/main/App.java'],
    ['src/', 'src'],
    ['../../etc/passwd', 'etc/passwd'],
    ['.github/workflows/ci.yml', '.github/workflows/ci.yml'],
    ['a...b/..c', 'a...b/..c'],
    ['cafe\u0301.ts', 'caf\u00e9.ts'],
    ['', ''],
    ['.', ''],
    ['/', ''],
  ])('writes %j as %j', (text, path) => {
    expect(repositoryPath(text)).toBe(path)
  })

  it('changes nothing the second time', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'B', '.', '..', '/', '//', '\\', ' ', 'e\u0301') })

    fc.assert(
      fc.property(text, (raw) => {
        const path = repositoryPath(raw)

        expect(repositoryPath(path)).toBe(path)
        expect(path.split('/')).not.toContain('..')
      }),
    )
  })
})
