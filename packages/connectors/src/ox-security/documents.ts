/** A document in two sizes: everything we read, and what we cannot do without. */
export interface Documents {
  readonly full: string
  /** What makes a finding, in fields the vendor's own samples select. */
  readonly minimal: string
}

function issues(selection: string, cursor: string): string {
  return `query GetIssues($getIssuesInput: IssuesInput) {
  getIssues(getIssuesInput: $getIssuesInput) {
    issues { ${selection} }
    totalFilteredIssues${cursor}
  }
}`
}

const minimalVulnerability = `cve cveLink cvsVer libName libVersion chainDepth oxSeverity minorVerWithFix majorVerWithFix
      epss percentile exploitInTheWild description`

const minimalIssue = `issueId mainTitle secondTitle severity createdAt sourceTools
      category { name } policy { id name } app { id }`

export const issueDocuments: Documents = {
  full: issues(
    `${minimalIssue}
      description recommendation originalToolSeverity cwe languageInfo { name } scaTriggerPkg
      sbom { language packageManager location }
      isFalsePositive falsePositiveComment excludedByAlert excludedByPolicy excludedByApp exclusionComment
      scaVulnerabilities { ${minimalVulnerability} cvssVersion dependencyChain }
      aggregations { items { fileName startLine endLine link pkgName installedVersion fixedVersion
        image baseImage tag sha256 registryName os } }`,
    ' cursorValue',
  ),
  minimal: issues(`${minimalIssue} scaVulnerabilities { ${minimalVulnerability} }`, ''),
}

function applications(selection: string): string {
  return `query GetApplications($getApplicationsInput: GetApplicationsInput) {
  getApplications(getApplicationsInput: $getApplicationsInput) {
    applications { ${selection} }
    totalFilteredApps
  }
}`
}

const minimalApplication = 'appId appName repoName organization link branch type fakeApp'

export const applicationDocuments: Documents = {
  full: applications(`${minimalApplication} isMonoRepoChild tags { name displayName } appOwners { name email }`),
  minimal: applications(minimalApplication),
}

export const applicationTotalDocument = `query CountApplications {
  getApplications(getApplicationsInput: { limit: 1, offset: 0 }) { total }
}`

export const issueTotalDocument = `query CountIssues($getIssuesInput: IssuesInput) {
  getIssues(getIssuesInput: $getIssuesInput) { totalIssues }
}`
