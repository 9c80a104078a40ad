import { z } from 'zod'
import { Operation } from '../../../usecases/browse/resources/operation.ts'

export const RequestedOperation = z
  .object({
    operation: Operation,
    joined: z.boolean().describe('The same work was already waiting or running; this is that operation.'),
  })
  .meta({ id: 'RequestedOperation' })
