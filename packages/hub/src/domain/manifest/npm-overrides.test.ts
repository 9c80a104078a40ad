import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mentionsPackage, overridePackage } from './npm-overrides.ts'

const override = (text: string, lockFile: string | null = 'package-lock.json') =>
  overridePackage(text, { name: 'lodash', to: '4.17.21' }, lockFile)
const refused = (words: string) => ({ kind: 'refused', reason: expect.stringContaining(words) })

describe('an override', () => {
  it('is put in at once behind endless blanks', () => {
    const blanks = ' '.repeat(200_000)

    expect(override(`{\n${blanks}"a":${blanks}"b"}`)).toMatchObject({ kind: 'changed' })
  }, 5000)

  it.each([
    [
      'npm, as without a lock file',
      null,
      '{\n  "name": "shop",\n  "dependencies": {}\n}\n',
      '{\n  "name": "shop",\n  "dependencies": {},\n  "overrides": {\n    "lodash": "^4.17.21"\n  }\n}\n',
    ],
    [
      'npm beside others, with tabs, CRLF and a byte order mark',
      'package-lock.json',
      '\uFEFF{\r\n\t"overrides": {\r\n\t\t"x":  "1"\r\n\t}\r\n}',
      '\uFEFF{\r\n\t"overrides": {\r\n\t\t"x":  "1",\r\n\t\t"lodash": "^4.17.21"\r\n\t}\r\n}',
    ],
    [
      'pnpm before 11',
      'pnpm-lock.yaml',
      '{\n    "packageManager": "pnpm@10.4.1"\n}',
      '{\n    "packageManager": "pnpm@10.4.1",\n    "pnpm": {\n        "overrides": {\n            "lodash": "^4.17.21"\n        }\n    }\n}',
    ],
    ['yarn', 'yarn.lock', '{\n  "resolutions": {}\n}', '{\n  "resolutions": {\n    "lodash": "^4.17.21"\n  }\n}'],
  ])('is said to %s', (_, lockFile, before, after) => {
    expect(override(before, lockFile)).toEqual({ kind: 'changed', text: after })
  })

  it('that is there already is moved and keeps its operator, in an object too, or stays when it is new enough', () => {
    const text = (version: string) => `{"overrides":{"lodash":"${version}"}}`
    const deep = (version: string) => `{"overrides":{"lodash":{".":"${version}","x":"1"}}}`

    expect(override(text('~4.17.4'))).toEqual({ kind: 'changed', text: text('~4.17.21') })
    expect(override(deep('4.17.4'))).toEqual({ kind: 'changed', text: deep('4.17.21') })
    expect(override(text('^4.17.21'))).toEqual({ kind: 'unchanged' })
    expect(override('{"overrides":{"lodash":{"x":"1"}}}')).toEqual(refused('something else'))
    expect(override(text('>=3 <5'))).toEqual(refused('no single version'))
  })

  it('follows a direct dependency that is new enough, and contradicts none', () => {
    const direct = (more = '') => `{"dependencies":{"lodash":"^4.17.21"}${more}}`

    expect(override(direct())).toMatchObject({ kind: 'changed', text: expect.stringContaining('"lodash":"$lodash"') })
    expect(override(direct(), 'yarn.lock')).toMatchObject({
      kind: 'changed',
      text: expect.stringContaining('"lodash":"^4.17.21"'),
    })
    expect(override(direct(',"overrides":{"lodash":"$lodash"}'))).toEqual({ kind: 'unchanged' })
    expect(override(direct(',"overrides":{"lodash":"^4.17.21"}'))).toEqual({ kind: 'unchanged' })
    expect(override(direct(',"overrides":{"lodash":"4.17.20"}'))).toEqual(refused('contradicts'))
    expect(override('{"peerDependencies":{"lodash":">=3"}}')).toEqual(refused('may not contradict'))
  })

  it('is not said where nobody would read it', () => {
    expect(override('{"packageManager":"pnpm@11.0.0"}', 'pnpm-lock.yaml')).toEqual(refused('pnpm-workspace.yaml'))
    expect(override('{}', 'pnpm-lock.yaml')).toEqual(refused('pnpm-workspace.yaml'))
    expect(override('{"overrides":[]}')).toEqual(refused('no object'))
    expect(override('{"overrides":{')).toEqual(refused('no JSON'))
    expect(override('[]')).toEqual(refused('no JSON'))
  })

  const key = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/).filter((name) => name !== 'lodash')
  const versions = fc.dictionary(key, fc.constantFrom('^1.0.0', '~2.1.0', '3.0.0', '*'), { maxKeys: 4 })
  const manifest = fc
    .record({ name: key, dependencies: versions, devDependencies: versions, overrides: versions, resolutions: versions })
    .chain((whole) =>
      fc.record({
        whole: fc
          .subarray(Object.keys(whole))
          .map((names) => Object.fromEntries(Object.entries(whole).filter(([name]) => names.includes(name)))),
        indent: fc.constantFrom(0, 2, 4, '\t'),
        eol: fc.constantFrom('\n', '\r\n'),
        mark: fc.constantFrom('', '\uFEFF'),
      }),
    )

  it.each([
    ['package-lock.json', 'overrides'],
    ['yarn.lock', 'resolutions'],
  ])('beside %s adds one line of meaning and leaves every other byte, and a second time nothing', (lockFile, section) => {
    fc.assert(
      fc.property(manifest, ({ whole, indent, eol, mark }) => {
        const before = mark + JSON.stringify(whole, null, indent).replaceAll('\n', eol)

        const edit = override(before, lockFile)

        const after = edit.kind === 'changed' ? edit.text : ''
        const known = Object.entries(whole).find(([name]) => name === section)?.[1]
        const others = typeof known === 'object' ? known : {}
        expect(JSON.parse(after.slice(mark.length))).toEqual({ ...whole, [section]: { ...others, lodash: '^4.17.21' } })
        expect(isInsertion(before, after)).toBe(true)
        expect(override(after, lockFile)).toEqual({ kind: 'unchanged' })
      }),
      { numRuns: 200 },
    )
  })
})

/** Whether one text is the other with one piece put in. */
function isInsertion(before: string, after: string): boolean {
  let same = 0
  while (same < before.length && before[same] === after[same]) same += 1
  return after.endsWith(before.slice(same)) && after.length > before.length
}

describe('a lock file', () => {
  it.each([
    ['{"node_modules/lodash": {}}', true],
    ['{"node_modules/a/node_modules/lodash": {}}', true],
    ['lodash@^4.17.4:\n  version "4.17.4"', true],
    ['"lodash@npm:^4.17.4":', true],
    ['packages:\n\n  /lodash/4.17.4:', true],
    ["packages:\n  'lodash@4.17.4':", true],
    ['lodash.merge@^4.6.2:', false],
    ['"@types/lodash-es": "1"', false],
    ['{"node_modules/@types/lodash": {}}', false],
    ['my-lodash@1.0.0:', false],
    ['{}', false],
  ])('%j says whether the package is installed: %s', (text, expected) => {
    expect(mentionsPackage(text, 'lodash')).toBe(expected)
  })

  it('knows scoped packages', () => {
    expect(mentionsPackage('{"node_modules/@babel/core": {}}', '@babel/core')).toBe(true)
    expect(mentionsPackage('"@babel/core-js@1":', '@babel/core')).toBe(false)
  })
})
