import { notFound } from './problem.ts'

/** Prefix of the public id of each noun. Callers treat public ids as opaque. */
const prefixes = {
  connection: 'con',
  operation: 'op',
  record: 'rec',
  product: 'prd',
  'product type': 'pt',
  repository: 'repo',
  image: 'img',
  finding: 'fnd',
  vulnerability: 'vul',
  remediation: 'rem',
  'change request': 'chg',
  campaign: 'cmp',
  token: 'tok',
  'mapping rule': 'rule',
  'image rule': 'imgr',
  'record event': 'rev',
  invitation: 'inv',
  'service account': 'svc',
  'scan profile': 'prof',
  upload: 'up',
  notification: 'ntf',
  'notification subscription': 'sub',
  'SLA policy': 'sla',
  policy: 'pol',
} as const

export type Noun = keyof typeof prefixes

/** What a public id is one of; `object` when its prefix says nothing. */
export function nounOf(text: string): string {
  const [noun] = Object.entries(prefixes).find(([, prefix]) => text.startsWith(`${prefix}_`)) ?? ['object']
  return noun
}

/** `con_1a` for connection 46. */
export function publicId(noun: Noun, id: number): string {
  return `${prefixes[noun]}_${id.toString(36)}`
}

/** The database id behind a public one; a malformed id is a `not-found` problem, as an unknown one would be. */
export function databaseId(noun: Noun, text: string): number {
  const prefix = `${prefixes[noun]}_`
  const digits = text.slice(prefix.length)
  if (!text.startsWith(prefix) || !/^[0-9a-z]{1,10}$/.test(digits)) throw notFound(noun, text)
  return Number.parseInt(digits, 36)
}
