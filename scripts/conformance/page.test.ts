import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { chapters } from '../../packages/sdk/src/testing/conformance/chapters.ts'
import { root } from '../tree.ts'
import { conformancePage, readResults } from './page.ts'

const [first, second] = chapters[0]?.checks ?? []
const test = (id: string, title = '', status = 'passed') => ({
  ancestorTitles: [`conformance of ${id}`, 'The folder'],
  title,
  status,
})
const report = JSON.stringify({
  testResults: [
    {
      assertionResults: [test('north-wind', first?.title), { ancestorTitles: ['another test'], title: 'x', status: 'passed' }],
    },
    { assertionResults: [test('east-wind', first?.title, 'failed'), test('east-wind', second?.title)] },
  ],
})

describe('the table of conformance', () => {
  const page = conformancePage(readResults(report))

  it('has a column for each connector, and a row for each check', () => {
    expect(page).toContain('| it … | [east-wind](connectors/east-wind.md) | [north-wind](connectors/north-wind.md) |')
    for (const { checks } of chapters) for (const { title } of checks) expect(page).toContain(`| ${title}`)
  })

  it('tells passed, failed and not run apart', () => {
    expect(page).toContain(`| ${first?.title} | ✗ | ✓ |`)
    expect(page).toContain(`| ${second?.title} | ✓ | · |`)
  })
})

describe('the published table', () => {
  const published = readFileSync(join(root, 'docs/reference/conformance.md'), 'utf8')

  it('knows every check there is', () => {
    const titles = chapters.flatMap(({ checks }) => checks.map(({ title }) => title))

    expect(titles.filter((title) => !published.includes(`| ${title}`))).toEqual([])
  })

  it('knows every connector that is put to the test, and no failure', () => {
    const folder = join(root, 'packages/connectors/src')
    const tested = readdirSync(folder).filter((id) => existsSync(join(folder, id, 'conformance.test.ts')))

    expect(tested.filter((id) => !published.includes(`[${id}](connectors/${id}.md)`))).toEqual([])
    expect(published).not.toContain('✗ |')
  })
})
