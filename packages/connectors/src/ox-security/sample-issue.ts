/** An open source issue with two vulnerabilities, as the full query returns it. */
export function sampleIssue() {
  const vulnerability = {
    cve: 'CVE-2016-1000027',
    cveLink: 'https://nvd.nist.gov/vuln/detail/CVE-2016-1000027',
    cvsVer: '9.8' as unknown,
    cvssVersion: '3.1' as unknown,
    oxSeverity: 'High',
    libName: 'org.springframework:spring-web',
    libVersion: '5.3.19',
    chainDepth: 1 as unknown,
    dependencyChain: ['org.springframework:spring-web@5.3.19'] as unknown,
    minorVerWithFix: '',
    majorVerWithFix: '6.0.0',
    epss: 0.47 as unknown,
    percentile: 0.97 as unknown,
    exploitInTheWild: false,
    dateDiscovered: '2020-01-02',
    description: 'Unsafe deserialization.',
  }
  return {
    issueId: '584352228-oxPolicy_securityScan_120-org.springframework:spring-web_5.3.19',
    mainTitle:
      'org.springframework:spring-web@5.3.19 has 2 vulnerabilities. CVE-2016-1000027 (CVSS:9.8) is the most severe vulnerability.',
    secondTitle: 'pom.xml',
    description: null as string | null,
    recommendation: null as string | null,
    severity: 'Critical',
    originalToolSeverity: 'Critical',
    createdAt: 1758564872000 as unknown,
    sourceTools: ['OX'],
    cwe: [] as string[],
    category: { name: 'Open Source Security', categoryId: 4 },
    policy: { id: 'oxPolicy_securityScan_120', name: 'Vulnerable open source packages should not be used' },
    app: { id: '584352228', name: 'ACME/shop' },
    languageInfo: { name: 'Java' },
    sbom: null as { packageManager?: string; language?: string; location?: string } | null,
    scaTriggerPkg: null as string | null,
    scaVulnerabilities: [
      vulnerability,
      {
        ...vulnerability,
        cve: 'CVE-2022-22965',
        cveLink: 'https://nvd.nist.gov/vuln/detail/CVE-2022-22965',
        oxSeverity: 'Appoxalypse',
        minorVerWithFix: '5.3.20',
        exploitInTheWild: true,
      },
    ],
    aggregations: {
      items: [
        {
          fileName: 'pom.xml',
          link: 'https://github.com/ACME/shop/blob/main/pom.xml#L41',
          startLine: 41,
          branch: 'main',
        } as Record<string, unknown>,
      ],
    },
    isFalsePositive: false,
    excludedByAlert: false,
  }
}
