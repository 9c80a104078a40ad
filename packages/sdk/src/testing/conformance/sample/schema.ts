import { z } from 'zod'
import { vendorId } from '../../../shape/vendor-id.ts'

const text = z.string().nullish()
const anything = z.unknown().optional()
const name = z.string().trim().min(1)

export const project = z.object({ id: vendorId, name, clone_url: text, state: text })

export const finding = z.object({
  id: vendorId,
  title: name,
  kind: text,
  level: text,
  detected_at: text,
  score: anything,
  vector: text,
  purl: text,
  labels: z.array(z.string()).nullish(),
})

export type ProjectRow = z.output<typeof project>
export type FindingRow = z.output<typeof finding>
