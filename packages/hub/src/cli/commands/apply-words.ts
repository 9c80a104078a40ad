import type { Resource } from '@patchbay/client'
import { inert } from '../terminal.ts'

type Change = Resource<'ConfigurationChange'>
type Applied = Resource<'AppliedConfigurationChange'>

const marks: Readonly<Record<Change['action'], string>> = {
  create: '+',
  change: '~',
  remove: '-',
  unchanged: ' ',
  'left-alone': ' ',
}

/** Names of things left alone that are said; the rest is counted. */
const named = 5

/** A plan for people: what is written, one thing a line with its fields below, and how much is not. */
export function planWords({ changes, secrets, writes }: Resource<'ConfigurationPlan'>): string {
  const written = changes.filter(({ action }) => isWrite(action)).map((change) => line(change) + fieldLines(change))
  const missing = secrets
    .filter(({ state }) => state === 'missing')
    .map(({ connection, setting, reference }) => `! ${inert(`"${setting}" of "${connection}" is needed from ${reference}`)}\n`)
  const totals = sectionsOf(changes).map((section) => total(section, changes))
  const end = writes === 0 ? 'Nothing to change.\n' : ''
  return [...written, ...missing, ...totals, end].join('')
}

/** What became of each change. */
export function appliedWords(changes: readonly Applied[]): string {
  const ends = { done: 'done', failed: 'failed', 'not-done': 'not done' }
  return changes
    .flatMap((change) => (change.outcome === null ? [] : [`${line(change).trimEnd()}: ${ends[change.outcome]}\n`]))
    .join('')
}

function line({ action, section, name }: Change): string {
  return `${marks[action]} ${section}: ${inert(name)}\n`
}

function fieldLines({ action, fields }: Change): string {
  return fields.map((field) => `    ${field.field}: ${fieldWords(field, action)}\n`).join('')
}

function fieldWords({ secret, before, after }: Resource<'ConfigurationFieldChange'>, action: Change['action']): string {
  if (secret) return action === 'create' ? '(secret)' : '(secret, changed)'
  return action === 'create' ? valueWords(after) : `${valueWords(before)} → ${valueWords(after)}`
}

function valueWords(value: unknown): string {
  return value === null ? 'none' : inert(JSON.stringify(value))
}

function total(section: string, changes: readonly Change[]): string {
  const mine = changes.filter((change) => change.section === section)
  const unchanged = mine.filter(({ action }) => action === 'unchanged').length
  const alone = mine.filter(({ action }) => action === 'left-alone').map(({ name }) => inert(name))
  const more = alone.length > named ? `, … (${alone.length})` : ''
  const words = [
    ...(unchanged > 0 ? [`${unchanged} unchanged`] : []),
    ...(alone.length > 0 ? [`not in the file and left alone: ${alone.slice(0, named).join(', ')}${more}`] : []),
  ]
  return words.length === 0 ? '' : `  ${section}: ${words.join('; ')}\n`
}

function sectionsOf(changes: readonly Change[]): readonly string[] {
  return [...new Set(changes.map(({ section }) => section))]
}

function isWrite(action: Change['action']): boolean {
  return action !== 'unchanged' && action !== 'left-alone'
}
