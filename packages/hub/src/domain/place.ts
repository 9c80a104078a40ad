/** Key of a finding within the whole hub, for maps: identities are unique within their record. */
export function findingKey(recordId: number, identity: string): string {
  return `${recordId} ${identity}`
}

/** Key of a vulnerability within the whole hub, for maps: keys are unique within their asset. */
export function vulnerabilityPlace(assetId: number, key: string): string {
  return `${assetId} ${key}`
}
