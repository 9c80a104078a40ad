import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { listFiles, root } from './tree.ts'

const pages = listFiles(root, ['*.md', 'docs/**/*.md', 'packages/**/*.md', 'bench/**/*.md'])
const link = /\]\((?!https?:|mailto:|#)([^)\s#]+)[^)]*\)/g

describe('the documentation', () => {
  it.each(pages)('%s links to nothing that is not there', (page) => {
    const targets = [...readFileSync(join(root, page), 'utf8').matchAll(link)].flatMap(([, target]) => target ?? [])

    expect(targets.filter((target) => !existsSync(join(root, dirname(page), target)))).toEqual([])
  })

  it('lists every decision', () => {
    const decisions = listFiles(join(root, 'docs/adr'), ['0*.md'])
    const index = readFileSync(join(root, 'docs/adr/README.md'), 'utf8')

    expect(decisions.length).toBeGreaterThan(0)
    expect(decisions.filter((decision) => !index.includes(`(${decision})`))).toEqual([])
  })
})
