import { type Call, EarlyAnswer } from '@patchbay/sdk/testing'
import { problem } from './emulator-error.ts'

export function reject(message: string): never {
  throw new EarlyAnswer(problem(400, message))
}

/** Members of a list, sent as repeated keys, with commas, or both: the specification names no style. */
export function readList(call: Call, name: string): readonly string[] | undefined {
  const all = [...call.query.getAll(name), ...call.query.getAll(`${name}[]`)].flatMap((text) => text.split(','))
  return all.length === 0 ? undefined : all.map((word) => word.trim())
}

export function readWords(call: Call, name: string, words: readonly string[]): readonly string[] | undefined {
  const list = readList(call, name)
  const wrong = list?.find((word) => !words.includes(word))
  if (wrong !== undefined) reject(`${name}: "${wrong}" is not one of ${words.join(', ')}`)
  return list
}

export function readBoolean(call: Call, name: string): boolean | undefined {
  const text = call.query.get(name)
  if (text === null) return undefined
  if (!['true', 'false'].includes(text.toLowerCase())) reject(`${name}: "${text}" is not a boolean`)
  return text.toLowerCase() === 'true'
}

export function readNumber(
  call: Call,
  name: string,
  bounds: { readonly fallback: number; readonly min: number; readonly max: number },
): number {
  const text = call.query.get(name)
  if (text === null) return bounds.fallback
  const number = Number(text)
  if (text === '' || !Number.isInteger(number) || number < bounds.min || number > bounds.max) {
    reject(`${name}: "${text}" is not a whole number between ${bounds.min} and ${bounds.max}`)
  }
  return number
}
