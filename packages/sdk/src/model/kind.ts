/**
 * The families of findings. A family is also the unit of coverage: a scanner that has a family switched off
 * reports it as skipped, and nothing in it is closed.
 */
export const kinds = [
  'dependency',
  'container',
  'code',
  'secret',
  'infrastructure',
  'license',
  'malware',
  'supply-chain',
  'operational',
] as const

export type Kind = (typeof kinds)[number]
