import { expect, it } from 'vitest'
import { rowsOf } from '../../test/documents/rows.ts'
import { decided, finding, stateOf, written } from '../../test/documents/states.ts'

it('writes a line of titles and a line a finding, in which nothing is a formula', async () => {
  const findings = [
    finding(1, {
      title: '=HYPERLINK("https://evil.test";"x")',
      decision: decided('wont-fix', { reason: 'Says "no",\r\ntwice' }),
    }),
    finding(2, { package: null }),
  ]

  const { text } = await written('csv', stateOf(findings, 'worst'))

  const [titles = [], first, second] = rowsOf(text)
  const row = (cells: readonly string[] = []) => Object.fromEntries(titles.map((title, at) => [title, cells[at]]))
  expect(row(first)).toMatchObject({
    id: 'vul_1',
    title: `'=HYPERLINK("https://evil.test";"x")`,
    cvss_score: '7.5',
    package: 'lodash',
    reachability: 'reachable-function',
    fixed_version: '4.17.21',
    place: 'acme/shop',
    decision: 'wont-fix',
    decision_reason: 'Says "no",\r\ntwice',
    scanners: 'Acme',
  })
  expect(row(second)).toMatchObject({ id: 'vul_2', package: '', decision: '' })
})
