import { z } from 'zod'
import { chapters } from '../../packages/sdk/src/testing/conformance/chapters.ts'

/** What became of each check, by connector and title. */
export type Results = ReadonlyMap<string, ReadonlyMap<string, 'passed' | 'failed'>>

const Report = z.object({
  testResults: z.array(
    z.object({
      assertionResults: z.array(z.object({ ancestorTitles: z.array(z.string()), title: z.string(), status: z.string() })),
    }),
  ),
})

/** Reads a JSON report of the test runner. */
export function readResults(report: string): Results {
  const results = new Map<string, Map<string, 'passed' | 'failed'>>()
  for (const { assertionResults } of Report.parse(JSON.parse(report)).testResults) {
    for (const { ancestorTitles, title, status } of assertionResults) {
      const id = /^conformance of (\S+)$/.exec(ancestorTitles[0] ?? '')?.[1]
      if (id === undefined) continue
      const column = results.get(id) ?? new Map<string, 'passed' | 'failed'>()
      results.set(id, column.set(title, status === 'passed' ? 'passed' : 'failed'))
    }
  }
  return results
}

/** The table of connectors and checks. */
export function conformancePage(results: Results): string {
  const ids = [...results.keys()].sort()
  const linked = ids.map((id) => `[${id}](connectors/${id}.md)`)
  return [
    '# Conformance',
    '',
    'Written by `npm run conformance` from a run of every connector’s `conformance.test.ts`. Do not edit.',
    '',
    'Each connector is put to the same tests against its emulated vendor, with the HTTP client it runs with in production. ✓ passed,',
    '✗ failed, · says nothing about this connector; a note says when a test does. `npm test` runs them all, and fails with any of them.',
    'How the kit works and what it needs: [Adding a connector](../develop/adding-a-connector.md).',
    '',
    ...chapters.flatMap(({ title, checks }) => [
      `## ${title}`,
      '',
      `| it … | ${linked.join(' | ')} |`,
      `|---|${ids.map(() => ':-:|').join('')}`,
      ...checks.map((check) => {
        const note = check.when === undefined ? '' : ` *(when ${check.when.words})*`
        return `| ${check.title}${note} | ${ids.map((id) => mark(results.get(id)?.get(check.title))).join(' | ')} |`
      }),
      '',
    ]),
  ].join('\n')
}

function mark(result: 'passed' | 'failed' | undefined): string {
  if (result === undefined) return '·'
  return result === 'passed' ? '✓' : '✗'
}
