import type { Kind, ScanProfile } from '../../api/types.ts'
import { type CadenceDraft, cadenceOf, draftOf } from '../connections/cadence.ts'

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

export const minimums = ['critical', 'high', 'medium', 'low', 'info'] as const
export type Minimum = (typeof minimums)[number]

/** What the form holds of a profile. */
export interface ProfileForm {
  readonly name: string
  readonly isDefault: boolean
  readonly propagate: boolean
  readonly sync: CadenceDraft
  /** None: each connection says for itself. */
  readonly importKinds: readonly Kind[]
  readonly importCve: 'connection' | 'required' | 'any'
  readonly importMinimum: 'connection' | 'any' | Minimum
  readonly kinds: readonly Kind[]
  readonly minimumSeverity: Minimum | null
  readonly exporters: readonly string[]
  readonly products: readonly string[]
  readonly productTypes: readonly string[]
}

/** A saved profile as the form shows it, `null` a new one; `here` is the time zone to offer first. */
export function profileForm(profile: ScanProfile | null, here: string): ProfileForm {
  const { kinds: importKinds, cveRequired, minimumSeverity: importMinimum } = profile?.rules ?? {}
  return {
    name: profile?.name ?? '',
    isDefault: profile?.isDefault ?? false,
    propagate: profile?.propagate ?? true,
    sync: draftOf(profile?.schedule.sync ?? null, here),
    importKinds: importKinds ?? [],
    importCve: cveChoice(cveRequired),
    importMinimum: importMinimum === undefined ? 'connection' : (importMinimum ?? 'any'),
    kinds: profile?.kinds ?? kinds.slice(0, 5),
    minimumSeverity: profile?.minimumSeverity ?? null,
    exporters: profile?.exporters.map(({ id }) => id) ?? [],
    products: profile?.products.map(({ id }) => id) ?? [],
    productTypes: profile?.productTypes.map(({ id }) => id) ?? [],
  }
}

function cveChoice(required: boolean | undefined): ProfileForm['importCve'] {
  if (required === undefined) return 'connection'
  return required ? 'required' : 'any'
}

export type ProfileValues = ReturnType<typeof profileValues>

/** What to save of the form. */
export function profileValues(form: ProfileForm) {
  const { name, isDefault, propagate, minimumSeverity } = form
  return {
    name: name.trim(),
    isDefault,
    propagate,
    schedule: { sync: cadenceOf(form.sync) },
    rules: rulesOf(form),
    kinds: [...form.kinds],
    minimumSeverity,
    exporters: [...form.exporters],
    products: [...form.products],
    productTypes: [...form.productTypes],
  }
}

function rulesOf({ importKinds, importCve, importMinimum }: ProfileForm): ScanProfile['rules'] {
  return {
    ...(importKinds.length > 0 && { kinds: [...importKinds] }),
    ...(importCve !== 'connection' && { cveRequired: importCve === 'required' }),
    ...(importMinimum !== 'connection' && { minimumSeverity: importMinimum === 'any' ? null : importMinimum }),
  }
}

/** The part of it that decides which findings are let in: whether others would be is worth asking when it changes. */
export function whatIsLetIn({ rules, isDefault, propagate, products, productTypes }: ProfileValues) {
  return { rules, isDefault, propagate, products, productTypes }
}
