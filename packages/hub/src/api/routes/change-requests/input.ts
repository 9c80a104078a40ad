import { z } from 'zod'
import { ChangeMaker } from '../../../usecases/browse/resources/change-request.ts'
import { Id } from '../../params.ts'

/** How a change is to be made, the same for looking at it and for opening it. */
export const changeInput = {
  connectionId: Id.describe('A connection to the platform the repository is on.'),
  by: ChangeMaker.default('patchbay').describe('Renovate only where the operator has it; it comes to it later.'),
  overrides: z
    .boolean()
    .default(false)
    .describe('Also force packages that only others bring: `overrides` of npm and pnpm, `resolutions` of yarn.'),
}
