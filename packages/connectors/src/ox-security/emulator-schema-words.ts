export const issueSortFields = [
  'Category',
  'IssueName',
  'RepoName',
  'Owner',
  'OpenDate',
  'Occurrences',
  'ResolvedDate',
  'ResolvedReason',
  'DisappearedDate',
  'DisappearedReason',
  'Severity',
  'BusinessPriority',
  'DaysPastSLA',
  'IssueScore',
  'FalsePositiveComment',
] as const

/** Everything that can be filtered by, as the vendor's enum has it. */
export const filterTypes = `
  digest expiry fakeApp apps criticality policies issueOwners codeOwners categories issueNames appId sourceTools cwe originBranchName
  businessPriority cvss severityChange severityChangeReasons issueStatus issueStatusVsLastScan issueActions originalSeverity filePaths
  uniqueLibs languages cve dastUrl oscar oscarTactic complianceControl complianceStandard tags tagIds issuesWithout image
  resolvedReasons os baseImage registryName artifactSha workflows scaFixType oxuser issueIds firstSeen daysPastSLA slaStatus
  credentialsName credentialsId issueUpdatedAt commitDate orgUnit azureResourceGroup applicationSource libraryNames libraryVersions
  appIds source licenses dependencyTypes packageNames copyrights severities packageInfos packageManagers ruleId licenseIssue malicious
  cicd repoTypes appApplicationSource orchestrators artifacts artifactsSystem cloudDeployments kubernetes sast sca iac secretSearch
  securityToolSource oxInPipeline oxInPipelineV2 pkgManagers isMonoRepoChild appClassification appOwners ticketStatus resolvedReason
  disappearedReason disappearedType enforcement cicdIssueStatus jobNumber pullRequests eventTypes targetBranches sourceBranches
  jobTriggeredBy result cicdTypes jobId sourceBranch cicdEventType scanCompletionStatus pipelineScanType pipelineArtifactName
  pipelineArtifactTag artifactName artifactFullName artifactType environment issueSeverities registryType version user region accountId
  cloudRegion cloudAccountId cloudResource cloudResourceTag namespace artifactIntegrity artifactTag artifactSignStatus appTags
  artifactSignatureTag signerProfileVersion imageName reason imageTags imageDigest apiId titles endpoints methods framework
  appOwnersName appOwnersEmail apiItem irrelevantReasons severityChangeHistory reachability exposureByApi name detectionType saasBom
  type service cloudProvider assetName serviceCategory isLegitimatelyDisappeared cbomId cluster isExposed epssPercentile epssScore
  imageSource imageScanStatus resolvedByName sbomImageTags libForSearch runtimeStatus fixedByVibeSecOxMind cspmEnhanced
  packageVisibility triageStatus severityChangeReasonsV2`
  .trim()
  .split(/\s+/)
