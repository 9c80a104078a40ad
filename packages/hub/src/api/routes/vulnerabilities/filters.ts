import { z } from 'zod'
import { Kind, Severity, Time } from '../../../usecases/browse/resources/common.ts'
import { Decision, Status } from '../../../usecases/browse/resources/vulnerability.ts'
import { flag, ids, many } from '../../lists.ts'

/** How lists and facets of vulnerabilities can be narrowed. Filters combine with "and", values of one filter with "or". */
export const vulnerabilityFilters = {
  severity: many(Severity),
  status: many(Status),
  kind: many(Kind),
  repository: ids('repositories'),
  image: ids('container images'),
  product: ids('products'),
  connection: ids('connections whose scanner has seen it'),
  decision: many(Decision),
  identifier: z
    .string()
    .max(200)
    .optional()
    .describe('Exact, by any of its names: the CVE finds what only a GHSA was reported for.'),
  package: z.string().max(300).optional().describe('Part of a package name.'),
  q: z.string().trim().min(1).max(200).optional().describe('Identifiers and package names; titles when neither matches.'),
  detectedAfter: Time.optional().describe('Detected at this time or later.'),
  detectedBefore: Time.optional().describe('Detected before this time.'),
  minimumRisk: z.coerce.number().int().min(0).max(100).optional().describe('Only with this risk score or a higher one.'),
  overdue: flag.optional().describe('Only open ones whose time is over.'),
  policy: ids('policies that decided, or require it to be fixed'),
}
