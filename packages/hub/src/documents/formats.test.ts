import { documentFormats } from '@patchbay/sdk'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { problemsOf } from '../../test/documents/problems.ts'
import { anyFindings, codeFinding, decided, finding, stateOf, written } from '../../test/documents/states.ts'
import { formats } from './formats.ts'

describe.each(documentFormats)('a document of the format %s', (format) => {
  const { order, needsFinding } = formats[format]

  it('is valid for what a hub has', async () => {
    const findings = [finding(1), codeFinding(2), finding(3, { decision: decided('false-positive', { reason: 'Test code' }) })]

    const { text } = await written(format, stateOf(findings, order))

    expect(await problemsOf(format, text)).toEqual([])
    expect(text).toContain('CVE-2026-1001')
  })

  it('is valid, or is none, without findings', async () => {
    const { text, findings } = await written(format, stateOf([], order))

    expect(await problemsOf(format, text)).toEqual(needsFinding ? ['no document'] : [])
    expect(findings).toBe(0)
  })

  it('is valid whatever scanners say, and each finding is in it or left out with a reason', async () => {
    await fc.assert(
      fc.asyncProperty(anyFindings, async (findings) => {
        const document = await written(format, stateOf(findings, order))

        const isNone = needsFinding && document.findings === 0
        expect(await problemsOf(format, document.text)).toEqual(isNone ? ['no document'] : [])
        expect(document.text.isWellFormed()).toBe(true)
        expect(document.text).not.toContain('\0')
        expect(document.findings + document.leftOut.length).toBe(findings.length)
      }),
      { numRuns: format === 'csaf' ? 60 : 150 },
    )
  })

  it('is the same text for the same state', async () => {
    const findings = [finding(1), codeFinding(2)]

    expect(await written(format, stateOf(findings, order))).toEqual(await written(format, stateOf(findings, order)))
  })
})

describe('the check of a document', () => {
  it.each([
    ['sarif', '"ruleIndex":0', '"ruleIndex":"0"'],
    ['cyclonedx', '"state":"in_triage"', '"state":"unknown"'],
    ['openvex', '"status":"under_investigation"', '"status":"affected"'],
    ['csaf', '"known_affected"', '"known_not_affected"'],
    ['csaf', '"number":"1"', '"number":"2"'],
    ['ocsf', '"class_uid":2002', '"class_uid":2004'],
    ['csv', '\r\nvul_1,', '\r\nvul_1,,'],
  ] as const)('of the format %s finds that %s became %s', async (format, right, wrong) => {
    const decision = format === 'csaf' ? decided('wont-fix') : null
    const { text } = await written(format, stateOf([finding(1, { decision })]))

    expect(text).toContain(right)
    expect(await problemsOf(format, text.replace(right, wrong))).not.toEqual([])
  })
})
