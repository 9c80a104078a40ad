import { describe, expect, it } from 'vitest'
import { locationOf, placeInText } from './location.ts'
import { finding } from './schema.ts'

function location(spec: Readonly<Record<string, unknown>>) {
  return locationOf(finding.parse({ uuid: 'u', meta: {}, spec: { level: 'FINDING_LEVEL_HIGH', ...spec } }))
}

describe('placeInText', () => {
  it.each([
    ['src/a.ts', { path: 'src/a.ts' }],
    ['src/a.ts:10', { path: 'src/a.ts', startLine: 10 }],
    ['src/a.ts:10-12', { path: 'src/a.ts', startLine: 10, endLine: 12 }],
    ['src/a.ts#L10-L12', { path: 'src/a.ts', startLine: 10, endLine: 12 }],
    [
      'https://github.com/acme/web/blob/main/src/a%20b.ts#L3',
      { path: 'src/a b.ts', startLine: 3, url: 'https://github.com/acme/web/blob/main/src/a%20b.ts#L3' },
    ],
    ['https://gitlab.com/g/s/p/-/blob/main/a.ts', { path: 'a.ts', url: 'https://gitlab.com/g/s/p/-/blob/main/a.ts' }],
    ['https://example.com/elsewhere', null],
    ['../../etc/passwd:1', null],
    [null, null],
  ])('reads %j', (text, expected) => {
    expect(placeInText(text)).toEqual(expected)
  })
})

describe('locationOf', () => {
  it('finds the address of a manifest in a map and in a list', () => {
    const url = 'https://github.com/acme/web/blob/main/web/package.json'
    const expected = { path: 'web/package.json', url }

    expect(location({ dependency_file_paths: ['web/package.json'], location_urls: { 'web/package.json': url } })).toEqual(
      expected,
    )
    expect(location({ dependency_file_paths: ['web/package.json'], location_urls: [url] })).toEqual(expected)
  })

  it('takes the path from the addresses when no file is named', () => {
    expect(location({ location_urls: { 'go.mod': 'https://github.com/acme/web/blob/main/go.mod' } })).toEqual({
      path: 'go.mod',
      url: 'https://github.com/acme/web/blob/main/go.mod',
    })
  })

  it('reads lines from flat and nested keys alike', () => {
    const expected = { path: 'a.py', startLine: 3, endLine: 4 }

    expect(location({ finding_metadata: { custom: { path: 'a.py', 'start.line': 3, 'end.line': '4' } } })).toEqual(expected)
    expect(location({ finding_metadata: { custom: { path: 'a.py', start: { line: 3 }, end: { line: 4 } } } })).toEqual(expected)
  })

  it('is null when nothing says where', () => {
    expect(location({})).toBeNull()
    expect(location({ location_urls: 'nonsense', finding_metadata: { custom: 'text' } })).toBeNull()
  })
})
