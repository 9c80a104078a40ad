import { collectOddities } from '@patchbay/sdk/shape'
import { describe, expect, it } from 'vitest'
import { toSighting } from './map.ts'
import { type Issue, issue } from './schema.ts'

/** An issue as the vendor's documentation shows it. */
const documented = {
  id: 'iss-1',
  title: 'Prototype pollution in lodash',
  severity: 'high',
  advisory: 'CVE-2019-10744',
  cvss: { vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', score: 9.1 },
  package: { ecosystem: 'npm', name: 'lodash', version: '4.17.11', fixed_in: '4.17.12' },
  manifest: 'package-lock.json',
  first_seen: '2026-01-15T08:30:00Z',
}

function map(changes: Partial<Record<keyof Issue, unknown>> = {}) {
  const { note, oddities } = collectOddities()
  return { sighting: toSighting(issue.parse({ ...documented, ...changes }), 'prj-1', note), oddities }
}

describe('mapping an issue of Acme Security', () => {
  it('reads the documented one whole', () => {
    expect(map().sighting).toMatchObject({
      target: 'prj-1',
      externalId: 'iss-1',
      severity: 'high',
      vendorSeverity: 'high',
      identifiers: ['CVE-2019-10744'],
      package: { purl: 'pkg:npm/lodash@4.17.11', name: 'lodash', fixedVersion: '4.17.12' },
      location: { path: 'package-lock.json' },
      detectedAt: '2026-01-15T08:30:00.000Z',
    })
  })

  it('reads an issue without a package', () => {
    expect(map({ package: null }).sighting.package).toBeNull()
  })

  it('calls the severity unknown when the vendor gives none', () => {
    expect(map({ severity: 'none' })).toMatchObject({ sighting: { severity: 'unknown' }, oddities: [] })
  })
})
