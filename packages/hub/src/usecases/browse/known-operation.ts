import { notFound } from '../../domain/problem.ts'
import { databaseId } from '../../domain/public-id.ts'
import type { OperationReader, OperationView } from '../../store/operations/reader.ts'

/** The operation with a public id; an unknown one is a `not-found` problem. */
export async function knownOperation(reader: Pick<OperationReader, 'find'>, id: string): Promise<OperationView> {
  const view = await reader.find(databaseId('operation', id))
  if (view === undefined) throw notFound('operation', id)
  return view
}
