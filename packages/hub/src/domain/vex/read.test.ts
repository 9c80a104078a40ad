import { describe, expect, it } from 'vitest'
import { readVex } from './read.ts'

function statements(document: object) {
  return readVex(JSON.stringify(document)).statements
}

describe('an OpenVEX document', () => {
  const document = {
    '@context': 'https://openvex.dev/ns/v0.2.0',
    '@id': 'https://openvex.dev/docs/example/vex-9fb3463de1b57',
    author: 'Wolfi J Inkinson',
    statements: [
      {
        vulnerability: { name: 'CVE-2023-12345', aliases: ['GHSA-2222-2222-2222'] },
        products: [{ '@id': 'pkg:oci/git@sha256:23a264', subcomponents: [{ '@id': 'pkg:npm/lodash@4.17.20' }] }],
        status: 'not_affected',
        justification: 'vulnerable_code_not_in_execute_path',
        impact_statement: 'Never called.',
      },
      { vulnerability: 'CVE-2023-2', products: ['pkg:npm/ms'], status: 'fixed' },
    ],
  }

  it('says what its parts are not affected by, and why', () => {
    expect(readVex(JSON.stringify(document))).toEqual({
      format: 'openvex',
      id: 'https://openvex.dev/docs/example/vex-9fb3463de1b57',
      author: 'Wolfi J Inkinson',
      statements: [
        {
          id: 'statements[0]',
          identifiers: ['CVE-2023-12345', 'GHSA-2222-2222-2222'],
          purls: ['pkg:npm/lodash@4.17.20'],
          status: 'not_affected',
          justification: 'vulnerable_code_not_in_execute_path',
          reason: 'Never called.',
        },
        {
          id: 'statements[1]',
          identifiers: ['CVE-2023-2'],
          purls: ['pkg:npm/ms'],
          status: 'fixed',
          justification: null,
          reason: null,
        },
      ],
    })
  })

  it('is refused with a status that does not exist', () => {
    const broken = { ...document, statements: [{ vulnerability: 'CVE-2023-2', status: 'unaffected' }] }
    expect(() => statements(broken)).toThrow('statements[0] has no status that OpenVEX knows.')
  })
})

describe('a CycloneDX document', () => {
  const document = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: 'urn:uuid:3e671687',
    metadata: { authors: [{ name: 'Mira' }] },
    components: [
      { 'bom-ref': 'app', components: [{ 'bom-ref': 'lib', purl: 'pkg:maven/org.acme/lib@1.0' }] },
      { 'bom-ref': 'other', purl: 'pkg:npm/other' },
    ],
    vulnerabilities: [
      {
        id: 'SNYK-1',
        references: [{ id: 'CVE-2023-1', source: { name: 'NVD' } }],
        analysis: { state: 'not_affected', justification: 'code_not_reachable', detail: 'Not called.' },
        affects: [{ ref: 'lib' }, { ref: 'urn:cdx:3e671687/1#other' }, { ref: 'pkg:npm/third@2.0.0' }],
      },
      { id: 'CVE-2023-2', analysis: { state: 'false_positive' }, affects: [{ ref: 'nowhere' }] },
      { id: 'CVE-2023-3', analysis: { state: 'not_affected', justification: 'requires_environment' } },
      { id: 'CVE-2023-4' },
    ],
  }

  it('resolves references, maps its own words, and states nothing where nobody analysed', () => {
    expect(statements(document)).toEqual([
      {
        id: 'vulnerabilities[0]',
        identifiers: ['SNYK-1', 'CVE-2023-1'],
        purls: ['pkg:maven/org.acme/lib@1.0', 'pkg:npm/other', 'pkg:npm/third@2.0.0'],
        status: 'not_affected',
        justification: 'vulnerable_code_not_in_execute_path',
        reason: 'Not called.',
      },
      expect.objectContaining({ status: 'false_positive', purls: [], justification: null, reason: null }),
      expect.objectContaining({ status: 'not_affected', justification: null, reason: 'requires environment' }),
    ])
  })
})

describe('a CSAF document', () => {
  const document = {
    document: {
      category: 'csaf_vex',
      csaf_version: '2.0',
      publisher: { name: 'Example Company' },
      tracking: { id: '2022-EVD-UC-01-NA-001' },
    },
    product_tree: {
      branches: [
        {
          category: 'vendor',
          name: 'Acme',
          branches: [
            {
              category: 'product_version',
              product: { product_id: 'P1', product_identification_helper: { purl: 'pkg:npm/one@1.0.0' } },
            },
            { category: 'product_version', product: { product_id: 'APP' } },
          ],
        },
      ],
      relationships: [
        { full_product_name: { product_id: 'APP:P1' }, product_reference: 'P1', relates_to_product_reference: 'APP' },
      ],
    },
    vulnerabilities: [
      {
        cve: 'CVE-2021-44228',
        product_status: { known_not_affected: ['APP:P1', 'APP'], known_affected: ['P1'] },
        flags: [
          { label: 'component_not_present', product_ids: ['APP'] },
          { label: 'vulnerable_code_not_present', product_ids: ['APP:P1'] },
        ],
        threats: [{ category: 'impact', details: 'Class is not there.', product_ids: ['APP:P1'] }],
      },
    ],
  }

  it('says product by product what is affected, by the package of the part', () => {
    expect(readVex(JSON.stringify(document))).toMatchObject({ id: '2022-EVD-UC-01-NA-001', author: 'Example Company' })
    expect(statements(document)).toMatchObject([
      {
        identifiers: ['CVE-2021-44228'],
        purls: ['pkg:npm/one@1.0.0'],
        status: 'not_affected',
        justification: 'vulnerable_code_not_present',
        reason: 'Class is not there.',
      },
      { purls: [], status: 'not_affected', justification: 'component_not_present', reason: null },
      { purls: ['pkg:npm/one@1.0.0'], status: 'affected' },
    ])
  })
})

it.each(['', '{', '[]', '{"bomFormat":"SPDX"}', '{"document":{"csaf_version":"1.2"}}'])('refuses "%s"', (text) => {
  expect(() => readVex(text)).toThrow(/no VEX document|not JSON/)
})
