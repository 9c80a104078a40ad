import { randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { codeFinding, collected, decided, finding, stateOf } from '../../test/documents/states.ts'
import { writeSarif } from './sarif.ts'
import type { DocumentFinding } from './state.ts'

async function sarif(findings: readonly DocumentFinding[], limits?: Parameters<typeof writeSarif>[1]) {
  const document = await collected(writeSarif(stateOf(findings, 'worst'), limits))
  return { ...document, runs: JSON.parse(document.text).runs }
}

const categoryOf = (run: { automationDetails: { id: string } }) => run.automationDetails.id.replace(/\/[^/]*$/, '')

describe('SARIF', () => {
  it('has a run of its own for each kind, so that a kind that has nothing left is closed too', async () => {
    const { runs } = await sarif([codeFinding(1), finding(2)])

    expect(runs.map(categoryOf)).toEqual([
      'patchbay-repo-7-dependency',
      'patchbay-repo-7-container',
      'patchbay-repo-7-code',
      'patchbay-repo-7-secret',
      'patchbay-repo-7-infrastructure',
      'patchbay-repo-7-license',
      'patchbay-repo-7-malware',
      'patchbay-repo-7-supply-chain',
      'patchbay-repo-7-operational',
    ])
    expect(runs.map(({ results }: { results: unknown[] }) => results.length)).toEqual([1, 0, 1, 0, 0, 0, 0, 0, 0])
  })

  it('gives code scanning what it recognises, ranks and places an alert by', async () => {
    const decision = decided('risk-accepted', { reason: 'Behind a proxy' })
    const { runs } = await sarif([codeFinding(7, { severity: 'critical', decision, cwes: ['CWE-89'] })])

    const [result] = runs[2].results
    const [rule] = runs[2].tool.driver.rules
    expect(result).toMatchObject({
      ruleId: 'js/sql-injection',
      ruleIndex: 0,
      level: 'error',
      partialFingerprints: { primaryLocationLineHash: 'vul_7:1' },
      suppressions: [{ kind: 'external', status: 'accepted', justification: 'risk-accepted: Behind a proxy' }],
    })
    expect(result.locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'src/query.ts', uriBaseId: '%SRCROOT%' },
      region: { startLine: 7, endLine: 9 },
    })
    expect(rule).toMatchObject({
      id: 'js/sql-injection',
      shortDescription: { text: 'SQL injection' },
      properties: { 'security-severity': '9.0', tags: ['security', 'code', 'external/cwe/cwe-089'] },
    })
  })

  it('names the commit of a repository whose results that tell of one agree, in the runs that have them', async () => {
    const [one, other] = ['1'.repeat(40), '2'.repeat(40)]
    const agreed = await sarif([codeFinding(1, { commit: one }), codeFinding(2), codeFinding(3, { commit: one })])
    const torn = await sarif([codeFinding(1, { commit: one }), codeFinding(2, { commit: other })])

    expect(agreed.runs[2].versionControlProvenance).toEqual([
      { repositoryUri: 'https://git.test/acme/shop', revisionId: one, branch: 'main' },
    ])
    expect(agreed.runs[0].versionControlProvenance).toBeUndefined()
    expect(torn.runs[2].versionControlProvenance).toBeUndefined()
  })

  it('keeps a score that agrees with the severity, and never one that would say another word', async () => {
    const { runs } = await sarif([finding(1, { severity: 'high' }), finding(2, { severity: 'low' })])

    expect(
      runs[0].results.map((each: { properties: Record<string, unknown> }) => each.properties['security-severity']),
    ).toEqual(['7.5', '0.1'])
  })

  it('places what is in no file at its package or image, and lets no path climb out', async () => {
    const image = finding(1, { kind: 'container', location: null, package: null, image: 'ghcr.io/acme/shop' })
    const { runs } = await sarif([
      finding(2, { location: null }),
      image,
      codeFinding(3, { location: { path: '../a b/./ü:1' } }),
    ])

    const uriOf = ({ results }: { results: { locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }[] }) =>
      results[0]?.locations[0]?.physicalLocation.artifactLocation.uri
    expect(runs.slice(0, 3).map(uriOf)).toEqual(['lodash', 'ghcr.io/acme/shop', 'a%20b/%C3%BC%3A1'])
  })

  it('splits a kind into runs of what is shown, the worst first, and keeps a run for every other kind', async () => {
    const limits = { runs: 20, results: 10, bytes: 1_000_000 }
    const many = Array.from({ length: 130 }, (_, at) => finding(at, { severity: at % 10 === 0 ? 'critical' : 'low' }))

    const { runs, findings, leftOut } = await sarif([...many, codeFinding(1000)], limits)

    const dependency = runs.filter((run: Parameters<typeof categoryOf>[0]) => categoryOf(run).includes('-dependency'))
    expect(runs).toHaveLength(20)
    expect(new Set(runs.map(categoryOf)).size).toBe(20)
    expect(dependency).toHaveLength(12)
    expect(dependency.map(({ results }: { results: unknown[] }) => results.length)).toEqual(Array(12).fill(10))
    expect(dependency[0].results.every(({ level }: { level: string }) => level === 'error')).toBe(true)
    expect(findings).toBe(121)
    expect(leftOut).toHaveLength(10)
    expect(leftOut[0]?.reason).toContain('takes no more')
  })

  it('stays below its size compressed whatever the texts are, and leaves out the rest', async () => {
    const limits = { runs: 20, results: 5000, bytes: 300_000 }
    const noise = Array.from({ length: 200 }, (_, at) =>
      finding(at, { title: randomBytes(3000).toString('base64'), identifiers: [randomBytes(3000).toString('base64')] }),
    )

    const { text, leftOut, findings } = await sarif(noise, limits)

    expect(gzipSync(text).length).toBeLessThan(315_000)
    expect(findings).toBeGreaterThan(20)
    expect(leftOut.length).toBe(200 - findings)
  })
})
