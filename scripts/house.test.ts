import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findSlowPatterns } from './check/slow-patterns.ts'
import { findTypeEscapes } from './check/type-escapes.ts'
import { listFiles, root } from './tree.ts'

const read = (file: string) => readFileSync(join(root, file), 'utf8')
// Samples and the loose test client serve tests only.
const isTest = (file: string) =>
  /\.test\.tsx?$|^packages\/[^/]+\/test\/|^packages\/hub\/src\/.*\/testing\/|\/sample-[^/]+\.ts$|sdk\/src\/testing\/ask\.ts$/.test(
    file,
  )

const generated = new Set(['packages/client/src/schema.ts'])
const sources = listFiles(root, ['packages/*/{src,test}/**/*.{ts,tsx}', '{scripts,bench}/**/*.ts', '*.ts']).filter(
  (file) => !generated.has(file),
)
const connectorsFolder = 'packages/connectors/src'
const connectors = readdirSync(join(root, connectorsFolder), { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
)

/** Casts that stand, by file. The numbers only go down. */
const casts: Readonly<Record<string, number>> = {}

/** How many lint rules may be silenced in all, each with its reason beside it. The number only goes down. */
const silencedLint = 10

/** Files that stay longer than the limit, each with its reason. The list only gets shorter. */
const longFiles: readonly string[] = [
  'packages/connectors/src/ox-security/emulator.test.ts',
  'packages/connectors/src/snyk/emulator.test.ts',
]
const longest = 400

function findEscapes() {
  return sources
    .filter((file) => !isTest(file))
    .flatMap((file) => findTypeEscapes(file, read(file)).map(({ line, what }) => ({ file, line, what })))
}

describe('type escapes', () => {
  it('are found wherever they stand', () => {
    const text = [
      "const a = 'a' as const",
      'const b = JSON.parse(a) as string',
      'const c: any = b',
      'const d = [c].at(0)!.length',
      '// @ts-expect-error: no',
      'const e = <string>d',
      '// biome-ignore lint/suspicious/noExplicitAny: no',
      '// biome-ignore lint/a11y/useKeyWithClickEvents: no',
    ].join('\n')

    expect(findTypeEscapes('escapes.ts', text)).toEqual([
      { line: 2, what: 'as' },
      { line: 3, what: 'any' },
      { line: 4, what: '!' },
      { line: 5, what: 'silenced types' },
      { line: 6, what: '<Type>' },
      { line: 7, what: 'silenced types' },
      { line: 8, what: 'silenced lint' },
    ])
  })

  it('are none outside tests, but for the casts counted here', () => {
    const escapes = findEscapes().filter(({ what }) => what !== 'silenced lint')
    const standing = Object.groupBy(escapes, ({ what, file }) => (what === 'as' && file in casts ? file : 'wrong'))

    expect(standing['wrong'] ?? []).toEqual([])
    expect(Object.fromEntries(Object.entries(standing).map(([file, found]) => [file, found?.length]))).toEqual(casts)
  })

  it(`are at most ${silencedLint} where a lint rule is silenced`, () => {
    expect(findEscapes().filter(({ what }) => what === 'silenced lint').length).toBeLessThanOrEqual(silencedLint)
  })
})

describe('patterns that are slow on a long text', () => {
  it('are found', () => {
    const text = [
      String.raw`const ends = [/\s*$/, /\/+$/, /^-+|-+$/g, /(?:\.git)?\/*$/, /[ab]+$/]`,
      String.raw`const parts = [/\s*,/, /a|\s+b/]`,
      String.raw`const fine = [/^\/+$/, /\s+/g, /\.git$/, /a\s*$/, /\s*$/y, /\w\/+$/]`,
    ].join('\n')

    expect(findSlowPatterns('patterns.ts', text).map(({ line }) => line)).toEqual([1, 1, 1, 1, 1, 2, 2])
  })

  it('are none outside tests and emulators', () => {
    const slow = sources
      .filter((file) => file.startsWith('packages/') && !isTest(file) && !/\/(?:emulator|testing\/)/.test(file))
      .flatMap((file) => findSlowPatterns(file, read(file)).map(({ line, pattern }) => `${file}:${line}: ${pattern}`))

    expect(slow).toEqual([])
  })
})

describe('file lengths', () => {
  it(`stay below ${longest} lines, but for the files listed here`, () => {
    const tooLong = sources.filter((file) => read(file).trimEnd().split('\n').length > longest)

    expect(tooLong).toEqual(longFiles)
  })
})

describe('the core', () => {
  const core = listFiles(root, ['packages/{hub,web,client}/src/**/*', 'packages/hub/bin/*', 'packages/web/index.html']).filter(
    (file) => !isTest(file) && !generated.has(file) && !/\.(ndjson|json|svg|md|woff2)$/.test(file),
  )

  it('is read', () => {
    expect(core.length).toBeGreaterThan(50)
    expect(connectors.length).toBeGreaterThan(3)
  })

  // What the hub's HTTP client signs requests by is a standard's word, and what presigned addresses answer is told by their first maker.
  const standards = /standard[- ]webhooks|webhook-(?:id|timestamp|signature)|Amazon S3, "/gi

  it.each(connectors)('never names %s', (id) => {
    // Short ids are parts of ordinary words: "wiz" of "wizard".
    const name = id.length < 5 ? new RegExp(`(?<![a-z])${id}(?![a-z])`, 'i') : new RegExp(id.replaceAll('-', '[- _]?'), 'i')

    const hits = core.flatMap((file) =>
      read(file)
        .split('\n')
        .flatMap((line, index) => (name.test(line.replace(standards, '')) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
    )

    expect(hits).toEqual([])
  })
})

describe.each(connectors)('the folder of %s', (id) => {
  const folder = join(connectorsFolder, id)

  it('has every piece of furniture', () => {
    const pieces = ['index.ts', 'schema.ts', 'map.ts', 'emulator.ts', 'README.md', 'logo.svg', `${id}.test.ts`]

    expect(pieces.filter((piece) => !existsSync(join(root, folder, piece)))).toEqual([])
  })

  it('has a README with the four headings, each with something below it', () => {
    const sections = read(join(folder, 'README.md')).split(/^## /m).slice(1)
    const filled = sections.map((section) => section.split('\n')).filter(([, ...body]) => body.join('').trim() !== '')

    expect(filled.map(([heading]) => heading?.trim())).toEqual([
      'What it brings in',
      'Before you start',
      'Settings',
      'What is not supported',
    ])
  })

  it('has a logo that loads nothing and runs nothing', () => {
    const logo = read(join(folder, 'logo.svg'))

    expect(logo).toMatch(/^<svg [^>]*viewBox=/)
    expect(logo).not.toMatch(/<script|\son\w+=|(?:href|src)\s*=\s*["'](?!#)|url\((?!#)/i)
  })
})
