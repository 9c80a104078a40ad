import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { listFiles, root } from './tree.ts'

const pages = listFiles(root, ['*.md', 'docs/**/*.md', 'packages/**/*.md', 'bench/**/*.md'])
const read = (page: string) => readFileSync(join(root, page), 'utf8')
const link = /\]\((?!https?:|mailto:)([^)\s#]*)(?:#([^)\s]+))?[^)]*\)/g
const fence = /^```(\w*)\n(.*?)^```/gms

/** What stands in backticks, and each line of a block for the shell. */
function codeOf(text: string): readonly string[] {
  const blocks = [...text.matchAll(fence)].flatMap(([, language, lines = '']) => (language === 'sh' ? lines.split('\n') : []))
  const spans = [...text.replaceAll(fence, '').matchAll(/`([^`\n]+)`/g)].flatMap(([, span]) => span ?? [])
  return [...blocks, ...spans].map((line) => line.replace(/\s+# .*$/, '').trim())
}

/** The name a heading is linked by, as GitHub and GitLab make it. */
function anchorsOf(page: string): readonly string[] {
  const headings = read(page)
    .replaceAll(fence, '')
    .matchAll(/^#+ (.+)$/gm)
  return [...headings].map(([, heading = '']) =>
    heading
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(/\s/g, '-'),
  )
}

describe('the documentation', () => {
  it.each(pages)('%s links to nothing that is not there', (page) => {
    const broken = [...read(page).matchAll(link)].flatMap(([, target = '', anchor]) => {
      const file = target === '' ? page : join(dirname(page), target)
      if (!existsSync(join(root, file))) return [target]
      const isMissing = anchor !== undefined && file.endsWith('.md') && !anchorsOf(file).includes(anchor)
      return isMissing ? [`${target}#${anchor}`] : []
    })

    expect(broken).toEqual([])
  })

  it.each(pages)('%s names no file of the repository that is not there', (page) => {
    const named = codeOf(read(page)).filter((span) => /^(?:packages|scripts|docs|bench|\.ci)\/[\w./-]+$/.test(span))

    expect(named.filter((file) => !existsSync(join(root, file)))).toEqual([])
  })

  it('lists every decision', () => {
    const decisions = listFiles(join(root, 'docs/adr'), ['0*.md'])
    const index = read('docs/adr/README.md')

    expect(decisions.length).toBeGreaterThan(0)
    expect(decisions.filter((decision) => !index.includes(`(${decision})`))).toEqual([])
  })
})

describe('commands in the documentation', () => {
  const Package = z.object({ scripts: z.record(z.string(), z.string()) })
  const scripts = ['package.json', 'packages/web/package.json'].flatMap((file) =>
    Object.keys(Package.parse(JSON.parse(read(file))).scripts),
  )
  const sections = new Map(
    read('docs/reference/cli.md')
      .split(/^### /m)
      .slice(1)
      .map((section) => [section.slice(0, section.indexOf('\n')), section]),
  )
  const everywhere = ['--help', '--url', '--json']

  /** What is wrong with `patchbay …`; nothing for words that only name a group of commands. */
  function wrongIn(call: string): readonly string[] {
    const words = call.split(/\s+/)
    const verbs = words.slice(0, words.findIndex((word) => !/^[a-z][a-z-]*$/.test(word)) >>> 0)
    const paths = verbs.map((_, index) => verbs.slice(0, verbs.length - index).join(' '))
    const section = paths.flatMap((path) => sections.get(path) ?? []).at(0)
    if (section === undefined) {
      const isGroup = verbs.length === words.length && [...sections.keys()].some((path) => path.startsWith(`${call} `))
      return isGroup ? [] : [call]
    }
    const options = words.flatMap((word) => /^--[a-z][a-z-]*/.exec(word)?.[0] ?? [])
    return options
      .filter((option) => !everywhere.includes(option) && !section.includes(`\`${option}`))
      .map((option) => `${call}: ${option}`)
  }

  it.each(pages)('are there: %s', (page) => {
    const lines = codeOf(read(page))
    const runs = lines.flatMap((line) => [...line.matchAll(/npm run ([a-z][a-z:-]*)/g)].map(([, script = '']) => script))
    const calls = lines.flatMap((line) =>
      [...line.matchAll(/(?:^|[|;&] ?|npx )patchbay ([a-z][^|;&>]*)/g)].map(([, call = '']) => call.trim()),
    )

    expect(runs.filter((script) => !scripts.includes(script))).toEqual([])
    expect(calls.flatMap(wrongIn)).toEqual([])
  })
})
