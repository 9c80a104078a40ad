import type { Call } from '@patchbay/sdk/testing'
import { reject } from './emulator-error.ts'

export const pagingNames = ['limit', 'starting_after', 'ending_before'] as const

/** Every query parameter an endpoint does not declare is an error that names it. */
export function allowOnly(call: Call, names: readonly string[]): void {
  for (const name of call.query.keys()) {
    if (name !== 'version' && !names.includes(name)) reject(name, `Unknown query parameter '${name}'`)
  }
}

/** A comma list whose members come from a closed set. */
export function readWords(call: Call, name: string, words: readonly string[]): readonly string[] | undefined {
  const list = readList(call, name)
  const wrong = list?.find((word) => !words.includes(word))
  if (wrong !== undefined) reject(name, `must be equal to one of the allowed values: ${words.join(', ')}`)
  return list
}

export function readList(call: Call, name: string): readonly string[] | undefined {
  const text = call.query.get(name)
  return text === null ? undefined : text.split(',')
}

export function readBoolean(call: Call, name: string): boolean | undefined {
  const text = call.query.get(name)
  if (text === null) return undefined
  if (text !== 'true' && text !== 'false') reject(name, 'must be boolean')
  return text === 'true'
}

/** Milliseconds since the epoch. */
export function readMoment(call: Call, name: string): number | undefined {
  const text = call.query.get(name)
  if (text === null) return undefined
  const moment = Date.parse(text)
  if (!/^\d{4}-\d\d-\d\dT/.test(text) || Number.isNaN(moment)) reject(name, 'must match format "date-time"')
  return moment
}
