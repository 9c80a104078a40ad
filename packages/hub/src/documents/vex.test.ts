import type { SnapshotDecision } from '@patchbay/sdk'
import { describe, expect, it } from 'vitest'
import { codeFinding, decided, finding, stateOf, written } from '../../test/documents/states.ts'
import type { DocumentFinding } from './state.ts'

/** What the three VEX documents say of one finding with this decision. */
async function said(decision: SnapshotDecision | null, parts: Partial<DocumentFinding> = {}) {
  const state = () => stateOf([finding(1, { decision, ...parts })])
  const openvex = JSON.parse((await written('openvex', state())).text)
  const cyclonedx = JSON.parse((await written('cyclonedx', state())).text)
  const csaf = JSON.parse((await written('csaf', state())).text)
  const { status, status_notes, justification, impact_statement, action_statement } = openvex.statements[0]
  const { product_status, flags, threats, remediations } = csaf.vulnerabilities[0]
  return {
    openvex: { status, words: status_notes ?? impact_statement ?? action_statement, justification },
    cyclonedx: cyclonedx.vulnerabilities[0].analysis,
    csaf: {
      status: Object.keys(product_status),
      flag: flags?.[0].label,
      impact: threats?.[0].details,
      remediation: remediations && [remediations[0].category, remediations[0].details],
    },
  }
}

describe('VEX documents', () => {
  it('say of what nobody decided that it is under investigation, with the fix that is known', async () => {
    const { openvex, cyclonedx, csaf } = await said(null)

    expect(openvex).toMatchObject({ status: 'under_investigation', words: 'Update to 4.17.21.' })
    expect(cyclonedx).toMatchObject({ state: 'in_triage', detail: 'Update to 4.17.21.' })
    expect(csaf).toMatchObject({ status: ['under_investigation'], remediation: ['vendor_fix', 'Update to 4.17.21.'] })
  })

  it('say of a false positive that the product is not affected, and why', async () => {
    const { openvex, cyclonedx, csaf } = await said(decided('false-positive', { reason: 'Only in tests.' }))

    expect(openvex).toMatchObject({ status: 'not_affected', words: 'False positive. Only in tests.' })
    expect(cyclonedx).toMatchObject({ state: 'false_positive', detail: 'False positive. Only in tests.' })
    expect(csaf).toMatchObject({ status: ['known_not_affected'], impact: 'False positive. Only in tests.' })
  })

  it('justify what does not affect the product in the words of VEX', async () => {
    const justification = 'vulnerable_code_not_in_execute_path'
    const { openvex, cyclonedx, csaf } = await said(decided('not-affected', { justification }))

    expect(openvex).toMatchObject({ status: 'not_affected', justification })
    expect(cyclonedx).toMatchObject({ state: 'not_affected', justification: 'code_not_reachable' })
    expect(cyclonedx.detail).toContain(justification)
    expect(csaf).toMatchObject({ status: ['known_not_affected'], flag: justification, impact: 'Not affected.' })
  })

  it.each([
    ['risk-accepted', 'The risk is accepted until 2027-01-01T00:00:00.000Z. Behind a proxy.', undefined],
    ['wont-fix', 'It will not be fixed. Behind a proxy.', ['will_not_fix']],
  ] as const)('say of %s that the product is affected, and what is done about it', async (kind, action, response) => {
    const until = kind === 'risk-accepted' ? '2027-01-01T00:00:00.000Z' : null
    const { openvex, cyclonedx, csaf } = await said(decided(kind, { reason: 'Behind a proxy.', until }))

    expect(openvex).toMatchObject({ status: 'affected', words: action })
    expect(cyclonedx).toMatchObject({ state: 'exploitable', detail: action })
    expect(cyclonedx.response).toEqual(response)
    expect(csaf).toMatchObject({ status: ['known_affected'], remediation: ['no_fix_planned', action] })
  })

  it('leave out duplicates, findings of no package, and packages nobody can name', async () => {
    const nameless = { purl: 'lodash', name: 'lodash', version: null, direct: null, fixedVersion: null }
    const findings = [
      finding(1, { decision: decided('duplicate') }),
      codeFinding(2),
      finding(3, { package: null }),
      finding(4, { package: nameless }),
      finding(5),
    ]

    for (const format of ['openvex', 'cyclonedx', 'csaf'] as const) {
      const { text, leftOut } = await written(format, stateOf(findings))

      expect(leftOut.map((each) => each.finding).toSorted()).toEqual(['vul_1', 'vul_2', 'vul_3', 'vul_4'])
      expect(text).toContain('CVE-2026-1005')
    }
  })

  it('tell a vulnerability of several places once, and of two decisions about one package the more cautious', async () => {
    const places = ['acme/shop', 'acme/till', 'acme/till'].map((name) => ({
      kind: 'repository' as const,
      name,
      url: `https://git.test/${name}`,
      branch: 'main',
    }))
    const decisions = [decided('false-positive'), decided('false-positive'), decided('risk-accepted')]
    const findings = places.flatMap((place, at) => [
      finding(at, {
        name: 'CVE-2026-1000',
        place,
        decision: decisions[at] ?? null,
        identifiers: ['CVE-2026-1000', `GHSA-${at}`],
      }),
    ])

    const csaf = JSON.parse((await written('csaf', stateOf(findings))).text)
    const openvex = JSON.parse((await written('openvex', stateOf(findings))).text)

    const [vulnerability, ...others] = csaf.vulnerabilities
    expect(others).toEqual([])
    expect(vulnerability.product_status.known_not_affected).toHaveLength(1)
    expect(vulnerability.product_status.known_affected).toHaveLength(1)
    expect(vulnerability.ids.map(({ text }: { text: string }) => text)).toEqual(['GHSA-0', 'GHSA-1', 'GHSA-2'])
    expect(openvex.statements.map((each: { status: string }) => each.status)).toEqual(['not_affected', 'affected'])
  })

  it('name an image as the product of what is in it', async () => {
    const { text } = await written('openvex', stateOf([finding(1, { kind: 'container', image: 'ghcr.io/acme/shop' })]))

    expect(JSON.parse(text).statements[0].products).toEqual([
      {
        '@id': 'pkg:oci/shop?repository_url=ghcr.io%2Facme%2Fshop',
        subcomponents: [{ '@id': 'pkg:npm/lodash@4.17.0', identifiers: { purl: 'pkg:npm/lodash@4.17.0' } }],
      },
    ])
  })

  it('say in CSAF that nothing is known where nothing is, because a VEX is about vulnerabilities', async () => {
    const { text } = await written('csaf', stateOf([codeFinding(1)]))

    expect(JSON.parse(text).document.category).toBe('csaf_base')
  })
})
