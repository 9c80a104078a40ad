import type { TenantFinding } from '@patchbay/sdk/testing'

const names: Readonly<Record<string, string>> = {
  'CWE-20': 'Improper Input Validation',
  'CWE-22': "Improper Limitation of a Pathname to a Restricted Directory ('Path Traversal')",
  'CWE-77': "Improper Neutralization of Special Elements used in a Command ('Command Injection')",
  'CWE-78': "Improper Neutralization of Special Elements used in an OS Command ('OS Command Injection')",
  'CWE-79': "Improper Neutralization of Input During Web Page Generation ('Cross-site Scripting')",
  'CWE-89': "Improper Neutralization of Special Elements used in an SQL Command ('SQL Injection')",
  'CWE-94': "Improper Control of Generation of Code ('Code Injection')",
  'CWE-200': 'Exposure of Sensitive Information to an Unauthorized Actor',
  'CWE-327': 'Use of a Broken or Risky Cryptographic Algorithm',
  'CWE-352': 'Cross-Site Request Forgery (CSRF)',
  'CWE-400': 'Uncontrolled Resource Consumption',
  'CWE-502': 'Deserialization of Untrusted Data',
  'CWE-601': "URL Redirection to Untrusted Site ('Open Redirect')",
  'CWE-611': 'Improper Restriction of XML External Entity Reference',
  'CWE-770': 'Allocation of Resources Without Limits or Throttling',
  'CWE-798': 'Use of Hard-coded Credentials',
  'CWE-829': 'Inclusion of Functionality from Untrusted Control Sphere',
  'CWE-918': 'Server-Side Request Forgery (SSRF)',
  'CWE-1321': "Improperly Controlled Modification of Object Prototype Attributes ('Prototype Pollution')",
  'CWE-1333': 'Inefficient Regular Expression Complexity',
}

/** `CWE-319: Cleartext Transmission of Sensitive Information`. */
export function cweName(cwe: string): string {
  return `${cwe}: ${names[cwe] ?? 'Other weakness'}`
}

const languages: Readonly<Record<string, string>> = {
  ts: 'typescript',
  tsx: 'typescript',
  js: 'javascript',
  jsx: 'javascript',
  py: 'python',
  java: 'java',
  go: 'go',
  rb: 'ruby',
  php: 'php',
  rs: 'rust',
  yml: 'yaml',
  yaml: 'yaml',
  tf: 'terraform',
}

/** Rules of the registry are named by path: language, section, file, rule. */
export function ruleName(finding: TenantFinding): string {
  if (finding.advisory) return `ssc-${finding.advisory.cve ?? finding.advisory.id}`.toLowerCase()
  const id = finding.rule?.id ?? 'unnamed'
  if (finding.kind === 'secret') return `generic.secrets.security.detected-${id}.detected-${id}`
  const extension = finding.location?.path.split('.').at(-1) ?? ''
  return `${languages[extension] ?? 'generic'}.lang.security.audit.${id}.${id}`
}

export function ruleOf(finding: TenantFinding): Readonly<Record<string, unknown>> {
  return {
    name: ruleName(finding),
    message: finding.rule?.name == null ? `${finding.title}.` : `${finding.rule.name}: ${finding.title}.`,
    confidence: finding.kind === 'code' ? 'medium' : 'high',
    category: 'security',
    subcategories: ['vuln'],
    vulnerability_classes: finding.cwe.map((cwe) => names[cwe] ?? 'Other'),
    cwe_names: finding.cwe.map(cweName),
    owasp_names: finding.advisory ? ['A06:2021 - Vulnerable and Outdated Components'] : [],
  }
}
