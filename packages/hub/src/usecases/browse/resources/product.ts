import { z } from 'zod'
import { SeverityCounts, Time } from './common.ts'
import { ProfileChoice } from './scan-profile.ts'

export const Criticality = z.enum(['critical', 'high', 'medium', 'low']).meta({ id: 'Criticality' })
export type Criticality = z.output<typeof Criticality>

export const ProductTypeRef = z
  .object({ id: z.string().meta({ examples: ['pt_1'] }), name: z.string() })
  .meta({ id: 'ProductTypeRef' })

const riskScore = z
  .int()
  .min(0)
  .max(100)
  .nullable()
  .describe('The highest risk score of its open vulnerabilities; null when none is open.')

export const Product = z
  .object({
    id: z.string().meta({ examples: ['prd_4'] }),
    name: z.string(),
    type: ProductTypeRef,
    description: z.string().nullable(),
    owner: z.string().nullable(),
    criticality: Criticality,
    environment: z
      .string()
      .nullable()
      .meta({ description: 'Where it runs.', examples: ['production'] }),
    tags: z.array(z.string()),
    scanProfile: ProfileChoice,
    repositories: z.int().nonnegative(),
    images: z.int().nonnegative().describe('Container images.'),
    records: z.int().nonnegative(),
    open: SeverityCounts.describe('Open vulnerabilities.'),
    riskScore,
    overdue: z.int().nonnegative().describe('Of those, the ones whose time to fix them is over.'),
    createdAt: Time,
    updatedAt: Time,
  })
  .meta({ id: 'Product' })
export type Product = z.output<typeof Product>

export const ProductType = z
  .object({
    id: z.string().meta({ examples: ['pt_1'] }),
    name: z.string(),
    description: z.string().nullable(),
    scanProfile: ProfileChoice.describe('In force for those of its products that chose none.'),
    products: z.int().nonnegative(),
    repositories: z.int().nonnegative(),
    images: z.int().nonnegative().describe('Container images.'),
    records: z.int().nonnegative(),
    open: SeverityCounts.describe('Open vulnerabilities of all its products.'),
    riskScore,
    createdAt: Time,
  })
  .meta({ id: 'ProductType' })
export type ProductType = z.output<typeof ProductType>
