/** Standard documents that the hub writes itself, for people and for destinations that only store them. Never change; `[a-z]+`. */
export const documentFormats = ['sarif', 'cyclonedx', 'openvex', 'csaf', 'ocsf', 'csv'] as const

export type DocumentFormat = (typeof documentFormats)[number]

/** What people call them. */
export const documentLabels: Readonly<Record<DocumentFormat, string>> = {
  sarif: 'SARIF 2.1.0',
  cyclonedx: 'CycloneDX VEX 1.6',
  openvex: 'OpenVEX 0.2.0',
  csaf: 'CSAF VEX 2.0',
  ocsf: 'OCSF 1.5, JSON Lines',
  csv: 'CSV',
}

/** Why a product is not affected: the words of VEX, the same in OpenVEX 0.2.0 and CSAF 2.0. */
export const vexJustifications = [
  'component_not_present',
  'vulnerable_code_not_present',
  'vulnerable_code_not_in_execute_path',
  'vulnerable_code_cannot_be_controlled_by_adversary',
  'inline_mitigations_already_exist',
] as const

export type VexJustification = (typeof vexJustifications)[number]
