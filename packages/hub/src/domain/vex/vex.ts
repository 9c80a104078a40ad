import { Problem } from '../problem.ts'
import type { Justification } from '../status.ts'

/** What a statement says of a problem in some packages. `false_positive` is CycloneDX's alone. */
export type VexStatus = 'not_affected' | 'false_positive' | 'affected' | 'fixed' | 'under_investigation'

/** One statement of a VEX document, whatever its format. */
export interface VexStatement {
  /** Where it stands: `statements[3]`, or its own id. */
  readonly id: string
  /** Every name of the problem. */
  readonly identifiers: readonly string[]
  /** Package URLs it is about, with or without version. */
  readonly purls: readonly string[]
  readonly status: VexStatus
  readonly justification: Justification | null
  readonly reason: string | null
}

export const vexFormats = ['openvex', 'cyclonedx', 'csaf'] as const

export type VexFormat = (typeof vexFormats)[number]

export interface VexDocument {
  readonly format: VexFormat
  /** Its own id, or what it is called. */
  readonly id: string
  readonly author: string | null
  readonly statements: readonly VexStatement[]
}

export type Json = Readonly<Record<string, unknown>>

/** An object's fields; none for anything else. */
export function fieldsOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}

export function unreadableVex(message: string): Problem {
  return new Problem('invalid', message, {
    code: 'vex-unreadable',
    remedy: 'Give an OpenVEX, CycloneDX or CSAF 2.0 document as JSON.',
  })
}
