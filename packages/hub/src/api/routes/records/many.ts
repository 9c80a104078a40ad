import { z } from 'zod'
import { databaseId, publicId } from '../../../domain/public-id.ts'
import { RecordOutcome } from '../../../usecases/browse/resources/record-history.ts'
import type { RecordOutcome as Outcome, RecordChange } from '../../../usecases/commands.ts'
import type { Call } from '../../call.ts'
import { actorOf } from '../../caller.ts'
import type { Services } from '../../services.ts'
import { recordIds } from './target.ts'

/** The ids of a batch and nothing else. */
export const ManyBody = z.strictObject({ ids: recordIds() }).meta({ examples: [{ ids: ['rec_2f', 'rec_2g'] }] })

/** One outcome a record, in the order of the ids. */
export const Outcomes = z.object({ items: z.array(RecordOutcome) }).meta({ id: 'RecordOutcomes' })

type ManyCall = Call<unknown, unknown, { readonly ids: readonly string[] }>

/** How the records stood, for the audit log. */
export function standingBefore({ body }: ManyCall, { browse }: Services): Promise<unknown> {
  return browse.records.standing(body.ids)
}

/** Does the same to many records in one transaction. */
export async function changeMany(
  call: ManyCall,
  { commands }: Services,
  change: RecordChange,
): Promise<z.output<typeof Outcomes>> {
  const ids = call.body.ids.map((id) => databaseId('record', id))
  const outcomes = await commands.records.changeMany(ids, change, actorOf(call))
  return { items: outcomes.map(outcomeOf) }
}

export function outcomeOf({ recordId, outcome, problem }: Outcome): RecordOutcome {
  return {
    id: publicId('record', recordId),
    outcome,
    problem:
      problem === null ? null : { code: problem.details.code, detail: problem.message, remedy: problem.details.remedy ?? null },
  }
}
