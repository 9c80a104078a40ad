import { z } from 'zod'
import { Explanation } from '../../../usecases/browse/resources/explanation.ts'
import { defineRoute, none } from '../../route.ts'

/** PostgreSQL keeps no NUL, so nothing is found by one. */
const findable = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .refine((text) => !text.includes('\0'), 'It must not contain a NUL character.')

export const explainFinding = defineRoute({
  id: 'explainFinding',
  method: 'GET',
  path: '/findings/explain',
  summary: 'Explain why a finding is here, or is not',
  description:
    'Answers from what is stored, without asking the vendor: it is here, was closed, was left out by an import rule, could not be read, or was not in the answer; and how far that answer reached.',
  permission: 'reader',
  audit: { none: 'Only reads.' },
  params: none,
  query: z.strictObject({
    connection: findable(200).meta({ description: 'Id or label of the connection.', examples: ['con_1a'] }),
    id: findable(2000).meta({
      description: "The vendor's id of the finding, the address of its page there, or the id or name of a record.",
      examples: ['64b2f0c1'],
    }),
  }),
  body: none,
  status: 200,
  response: Explanation,
  handle: ({ query }, { browse }) => browse.findings.explain(query.connection, query.id),
})
