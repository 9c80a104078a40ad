const rule = {
  name: 'html.security.plaintext-http-link.plaintext-http-link',
  message: 'This link points to a plaintext HTTP URL. Prefer an encrypted HTTPS URL if possible.',
  confidence: 'high',
  category: 'security',
  subcategories: ['vuln'],
  vulnerability_classes: ['Mishandled Sensitive Information'],
  cwe_names: ['CWE-319: Cleartext Transmission of Sensitive Information'],
  owasp_names: ['A02:2021 - Cryptographic Failures'],
}

/** A code finding as `GET /findings` returns it. */
export function sampleCode() {
  return {
    id: 1234567,
    ref: 'refs/heads/main',
    first_seen_scan_id: 1234,
    match_based_id: '0f8c79a6f7e0adf07a6_1',
    syntactic_id: '440eeface888e78afceac3dc7d4cc2cf',
    repository: { name: 'acme/shop', url: 'https://github.com/acme/shop' },
    line_of_code_url: 'https://github.com/acme/shop/blob/39f95450/src/Code.tsx#L120',
    triage_state: 'untriaged',
    triage_reason: null as string | null,
    state: 'unresolved',
    status: 'open',
    severity: 'medium',
    confidence: 'medium',
    categories: ['security'],
    created_at: '2020-11-18 23:28:12.391807+00:00',
    relevant_since: '2020-11-18T23:28:12.391807Z',
    state_updated_at: '2020-11-19T23:28:12.391807Z',
    location: { file_path: 'src/Code.tsx', line: 120, column: 8, end_line: 124, end_column: 16 },
    sourcing_policy: { id: 120, name: 'Default Policy', slug: 'default-policy' },
    rule,
    assistant: { autotriage: { verdict: 'false_positive', reason: 'test code' }, guidance: { summary: 'Use https.' } },
  }
}

/** A supply-chain finding. */
export function sampleDependency() {
  const { assistant: _, ...common } = sampleCode()
  return {
    ...common,
    id: 7654321,
    match_based_id: 'ab12_0',
    severity: 'critical',
    rule: { ...rule, name: 'ssc-4b2f', message: 'System.Drawing.Common lets attackers run code.', cwe_names: ['CWE-94: x'] },
    vulnerability_identifier: 'CVE-2021-24112',
    reachability: 'reachable',
    reachable_condition: null as string | null,
    is_malicious: false,
    found_dependency: {
      package: 'System.Drawing.Common',
      version: '5.0.0',
      ecosystem: 'nuget',
      transitivity: 'direct',
      lockfile_line_url: 'https://github.com/acme/shop/blob/main/src/packages.lock.json#L25' as string | null,
    },
    fix_recommendations: [{ package: 'System.Drawing.Common', version: '5.0.3' }],
    epss_score: { score: 0.97, percentile: 0.994 },
    usage: { location: { file_path: 'src/Draw.cs', line: 12 } as Record<string, unknown> },
  }
}

/** A secret, in the other endpoint's spelling. */
export function sampleSecret() {
  return {
    id: '98765',
    type: 'GitHub',
    severity: 'SEVERITY_HIGH',
    confidence: 'CONFIDENCE_HIGH',
    status: 'FINDING_STATUS_OPEN',
    validationState: 'VALIDATION_STATE_CONFIRMED_VALID',
    ruleHashId: 'rh_1',
    repository: { name: 'acme/shop', url: 'https://github.com/acme/shop', scmType: 'SCM_TYPE_GITHUB' },
    findingPath: 'a/b.env',
    findingPathUrl: 'https://github.com/acme/shop/blob/main/a/b.env#L3',
    ref: 'main',
    createdAt: '2024-02-06T20:04:48Z',
    updatedAt: '2024-02-06T20:04:48Z',
  }
}
