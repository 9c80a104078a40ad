/** An open source issue as the REST API returns it, every documented field filled. */
export function sampleIssue() {
  return {
    id: '834bd190-3f57-46bb-b9ef-e11fee859ab4',
    type: 'issue',
    attributes: {
      type: 'package_vulnerability',
      key: 'SNYK-PYTHON-PILLOW-5918878',
      title: 'Heap-based Buffer Overflow',
      status: 'open',
      ignored: false,
      effective_severity_level: 'critical',
      created_at: '2025-09-11T18:25:22.457Z',
      updated_at: '2025-09-19T09:01:03.316Z',
      classes: [{ id: 'CWE-122', source: 'CWE', type: 'weakness' }],
      problems: [
        { id: 'SNYK-PYTHON-PILLOW-5918878', source: 'SNYK', type: 'vulnerability' },
        {
          id: 'CVE-2023-4863',
          source: 'NVD',
          type: 'vulnerability',
          url: 'https://nvd.nist.gov/vuln/detail/CVE-2023-4863',
        },
        { id: 'GHSA-j7hp-h8jx-5ppr', source: 'GHSA', type: 'vulnerability' },
        { id: 'CWE-122', source: 'CWE', type: 'vulnerability' },
      ],
      coordinates: [
        {
          reachability: 'not-applicable',
          is_fixable_snyk: true,
          is_fixable_manually: false,
          is_fixable_upstream: false,
          is_patchable: false,
          is_pinnable: true,
          is_upgradeable: false,
          state: 'open',
          representations: [{ dependency: { package_name: 'pillow', package_version: '9.5.0' } }],
        },
      ],
      exploit_details: {
        maturity_levels: [
          { format: 'CVSSv3', level: 'High' },
          { format: 'CVSSv4', level: 'Attacked' },
        ],
        sources: ['CISA', 'PoC in GitHub', 'Snyk'],
      },
      risk: { factors: [], score: { model: 'v1', value: 649 } },
      severities: [
        {
          level: 'high',
          score: 8.8,
          source: 'NVD',
          version: '3.1',
          vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H',
        },
        {
          level: 'critical',
          score: 9.6,
          source: 'Snyk',
          version: '3.1',
          vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:H/I:H/A:H',
        },
      ],
    },
    relationships: {
      organization: { data: { id: '3de2b524-eae7-4f3f-ba5f-1a07e1df44c2', type: 'organization' } },
      scan_item: { data: { id: '92867a20-30b8-44fd-a59f-da71d59b58f1', type: 'project' } },
    },
  }
}
