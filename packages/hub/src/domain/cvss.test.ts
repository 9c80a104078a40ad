import type { Cvss } from '@patchbay/sdk'
import { describe, expect, it } from 'vitest'
import { cvssScore, cvssTraits } from './cvss.ts'

function rating(vector: string | null, score: number | null = null, version: Cvss['version'] = 'unknown'): Cvss {
  return { version, vector, score }
}

describe('cvssScore', () => {
  // Scores as FIRST and NVD publish them for these vectors.
  it.each([
    ['CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', 9.3],
    ['CVSS:4.0/AV:L/AC:L/AT:P/PR:L/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', 7.3],
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H', 10],
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:H/A:H', 9.1],
    ['CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N', 6.1],
    ['AV:N/AC:L/Au:N/C:C/I:C/A:C', 10],
    ['AV:N/AC:M/Au:N/C:N/I:P/A:N', 4.3],
  ])('works %s out as %d', (vector, score) => {
    expect(cvssScore([rating(vector, null, vector.startsWith('AV') ? '2.0' : 'unknown')])).toBe(score)
  })

  it('believes the vector rather than the number beside it', () => {
    expect(cvssScore([rating('CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:H/A:H', 4.2, '3.1')])).toBe(9.1)
  })

  it('takes the newest version, in whatever order ratings come', () => {
    const older = rating('AV:N/AC:L/Au:N/C:C/I:C/A:C', null, '2.0')
    const newer = rating('CVSS:4.0/AV:L/AC:L/AT:P/PR:L/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N')
    expect([cvssScore([older, newer]), cvssScore([newer, older])]).toEqual([7.3, 7.3])
  })

  it('takes the highest of several ratings of one version', () => {
    expect(cvssScore([rating(null, 5.1, '3.1'), rating(null, 7.4, '3.1')])).toBe(7.4)
  })

  it.each([['nonsense'], ['CVSS:3.1/AV:N/AC:L'], ['CVSS:3.1/AV:Q/AC:L/PR:N/UI:N/S:U/C:N/I:H/A:H'], ['CVSS:9.9/AV:N'], ['']])(
    'falls back to the given score for the vector "%s"',
    (vector) => {
      expect(cvssScore([rating(vector, 5.5, '3.1')])).toBe(5.5)
      expect(cvssScore([rating(vector, null, '3.1')])).toBeNull()
    },
  )

  it('says nothing where no rating does', () => {
    expect(cvssScore([])).toBeNull()
  })
})

describe('cvssTraits', () => {
  it.each([
    ['CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', true, true],
    ['CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:N/VC:H/VI:H/VA:L/SC:N/SI:N/SA:N', false, false],
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:H/A:H', true, false],
    ['CVSS:3.1/AV:L/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', false, true],
    ['AV:N/AC:L/Au:N/C:C/I:C/A:C', true, true],
  ])('reads %s: automatable %s, total %s', (vector, automatable, total) => {
    expect(cvssTraits([rating(vector, null, vector.startsWith('AV') ? '2.0' : 'unknown')])).toEqual({ automatable, total })
  })

  it('knows nothing without a vector that can be read', () => {
    expect(cvssTraits([rating(null, 9.8, '3.1'), rating('CVSS:3.1/AV:N')])).toBeNull()
  })
})
