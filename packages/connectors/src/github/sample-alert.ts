// Alerts as GitHub's API description shows them (descriptions/api.github.com, 2022-11-28), with the fields the lists promise.

export function sampleDependabot() {
  const vulnerability = {
    package: { ecosystem: 'pip', name: 'django' },
    severity: 'high',
    vulnerable_version_range: '>= 2.0.0, < 2.0.2',
    first_patched_version: { identifier: '2.0.2' } as { identifier: string } | null,
  }
  return {
    number: 2,
    state: 'dismissed',
    dependency: {
      package: { ecosystem: 'pip', name: 'django' },
      manifest_path: 'path/to/requirements.txt',
      scope: 'runtime' as string | null,
      relationship: 'direct' as string | null,
    },
    security_advisory: {
      ghsa_id: 'GHSA-rf4j-j272-fj86',
      cve_id: 'CVE-2018-6188' as string | null,
      summary: 'Django allows remote attackers to obtain potentially sensitive information',
      description: 'django.contrib.auth.forms.AuthenticationForm in Django 2.0 …',
      severity: 'high',
      classification: 'general',
      cvss: { vector_string: 'CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N' as string | null, score: 7.5 },
      cvss_severities: {
        cvss_v3: { vector_string: 'CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N', score: 7.5 },
        cvss_v4: { vector_string: 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N', score: 8.7 },
      } as object | null,
      epss: { percentage: 0.00045, percentile: 0.16001 } as { percentage: number; percentile: number } | null,
      cwes: [{ cwe_id: 'CWE-200', name: 'Exposure of Sensitive Information to an Unauthorized Actor' }],
      identifiers: [
        { type: 'GHSA', value: 'GHSA-rf4j-j272-fj86' },
        { type: 'CVE', value: 'CVE-2018-6188' },
      ],
      references: [{ url: 'https://nvd.nist.gov/vuln/detail/CVE-2018-6188' }],
      vulnerabilities: [vulnerability],
      published_at: '2018-10-03T21:13:54Z',
      updated_at: '2022-04-26T18:35:37Z',
      withdrawn_at: null as string | null,
    },
    security_vulnerability: vulnerability,
    url: 'https://api.github.com/repos/octo-org/octo-repo/dependabot/alerts/2',
    html_url: 'https://github.com/octo-org/octo-repo/security/dependabot/2',
    created_at: '2022-06-15T07:43:03Z',
    updated_at: '2022-08-23T14:29:47Z',
    dismissed_at: '2022-08-23T14:29:47Z' as string | null,
    dismissed_by: { login: 'octocat', id: 1 } as object | null,
    dismissed_reason: 'tolerable_risk' as string | null,
    dismissed_comment: 'This alert is accurate but we use a sanitizer.' as string | null,
    fixed_at: null as string | null,
    auto_dismissed_at: null as string | null,
  }
}

export function sampleCode() {
  return {
    number: 4,
    state: 'open' as string | null,
    created_at: '2020-02-13T12:29:18Z',
    updated_at: '2020-02-14T12:29:18Z',
    fixed_at: null,
    dismissed_at: null as string | null,
    dismissed_reason: null as string | null,
    dismissed_comment: null as string | null,
    rule: {
      id: 'js/zipslip',
      name: 'js/zipslip',
      severity: 'error' as string | null,
      security_severity_level: null as string | null,
      description: 'Arbitrary file write during zip extraction',
      full_description: 'Extracting files from a malicious zip archive can overwrite files outside of the destination.',
      tags: ['security', 'external/cwe/cwe-022'] as string[] | null,
      help_uri: 'https://codeql.github.com/codeql-query-help/javascript/js-zipslip/',
    },
    tool: { name: 'CodeQL', guid: null, version: '2.4.0' },
    most_recent_instance: {
      ref: 'refs/heads/main',
      category: '.github/workflows/codeql-analysis.yml:CodeQL-Build',
      state: 'open',
      commit_sha: '39406e42cb832f683daa691dd652a8dc36ee8930',
      message: { text: 'This path depends on a user-provided value.' },
      location: { path: 'spec-main/api-session-spec.ts', start_line: 917, end_line: 918, start_column: 7, end_column: 18 },
      classifications: ['test'],
    },
    html_url: 'https://github.com/octocat/hello-world/code-scanning/4',
  }
}

export function sampleSecret() {
  return {
    number: 2,
    state: 'open',
    resolution: null as string | null,
    resolved_at: null as string | null,
    resolved_by: null as object | null,
    secret_type: 'adafruit_io_key',
    secret_type_display_name: 'Adafruit IO Key',
    provider: 'Adafruit',
    provider_slug: 'adafruit',
    validity: 'active',
    publicly_leaked: false,
    multi_repo: false,
    push_protection_bypassed: false,
    first_location_detected: { path: '/example/secrets.txt', start_line: 1, end_line: 1, commit_sha: 'f14d7deb' } as
      | object
      | null,
    has_more_locations: true,
    created_at: '2020-11-06T18:18:30Z',
    html_url: 'https://github.com/owner/private-repo/security/secret-scanning/2',
  }
}
