import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { place, repositoryPath } from './place.ts'

describe('repositoryPath', () => {
  it.each([
    ['./src/a.ts', 'src/a.ts'],
    ['/example/secrets.txt', 'example/secrets.txt'],
    ['src\\main\\A.java', 'src/main/A.java'],
    ['a//b/./c', 'a/b/c'],
    ['../etc/passwd', null],
    ['a/../../b', null],
    ['/', null],
    ['', null],
    [null, null],
  ])('reads %j as %j', (text, expected) => {
    expect(repositoryPath(text)).toBe(expected)
  })

  it('never leads out of the repository, and reading it again changes nothing', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a./\\ ]{0,20}$/), (text) => {
        const path = repositoryPath(text)

        expect(path === null || !path.split('/').includes('..')).toBe(true)
        expect(path === null || (!path.startsWith('/') && repositoryPath(path) === path)).toBe(true)
      }),
    )
  })
})

describe('place', () => {
  it('keeps lines that make sense, as numbers or digits', () => {
    expect(place('a.ts', '10', 12)).toEqual({ path: 'a.ts', startLine: 10, endLine: 12 })
    expect(place('a.ts', 12, 10)).toEqual({ path: 'a.ts', startLine: 12 })
    expect(place('a.ts', 0, -1)).toEqual({ path: 'a.ts' })
    expect(place('a.ts', undefined, 4, 'http://x.example')).toEqual({ path: 'a.ts' })
  })
})
