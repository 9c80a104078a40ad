import type { DojoSeverity, Item } from './emulator-report.ts'

export interface ProductType {
  readonly id: number
  readonly name: string
}

export interface Product {
  readonly id: number
  /** Unique over the whole server. */
  name: string
  readonly type: ProductType
}

export interface Engagement {
  readonly id: number
  readonly name: string
  readonly product: Product
}

export interface Test {
  readonly id: number
  readonly title: string | null
  readonly scanType: string
  readonly engagement: Engagement
  readonly findings: Finding[]
  tags: readonly string[]
  branch: string | null
  deleted: boolean
}

/** A finding as the server holds it. */
export interface Finding {
  readonly id: number
  readonly item: Item
  readonly severity: DojoSeverity
  active: boolean
  verified: boolean
  falsePositive: boolean
  outOfScope: boolean
  riskAccepted: boolean
  mitigated: boolean
  readonly notes: string[]
}

export type Action = 'N' | 'C' | 'R' | 'U'

/** One finished import, as the history has it. */
export interface ImportRow {
  readonly id: number
  readonly test: Test
  readonly type: 'import' | 'reimport'
  readonly branchTag: string | null
  readonly commitHash: string | null
  readonly buildId: string | null
  readonly actions: readonly { readonly finding: Finding; readonly action: Action }[]
  /** When the run ended; before that there is no row. Milliseconds. */
  readonly at: number
}

/** Everything the server holds. */
export interface Book {
  readonly productTypes: ProductType[]
  readonly products: Product[]
  readonly engagements: Engagement[]
  readonly tests: Test[]
  readonly imports: ImportRow[]
  /** The next id of anything. */
  nextId(): number
}

export function createBook(): Book {
  let last = 0
  return {
    productTypes: [{ id: 1, name: 'Research and Development' }],
    products: [],
    engagements: [],
    tests: [],
    imports: [],
    nextId: () => {
      last += 1
      return last + 10
    },
  }
}
