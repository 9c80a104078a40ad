/** The slot request as Wiz documents it (docs.wiz.io/dev/enrichment-tutorial-v2), and as the tenant's own schema shows it. */
export const slotDocuments = {
  filename: `query RequestSecurityScanUpload($filename: String!) {
  requestSecurityScanUpload(filename: $filename) { upload { id url systemActivityId } }
}`,
  input: `query RequestSecurityScanUpload($input: SecurityScanUploadInput) {
  requestSecurityScanUpload(input: $input) { upload { id url systemActivityId } }
}`,
} as const

export const activityDocument = `query SystemActivity($id: ID!) {
  systemActivity(id: $id) {
    id status statusInfo
    result { ... on SystemActivityEnrichmentIntegrationResult {
      dataSources { incoming handled } findings { incoming handled } unresolvedAssets { count ids } } }
  }
}`
