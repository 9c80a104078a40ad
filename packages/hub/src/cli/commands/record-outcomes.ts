import type { Resource } from '@patchbay/client'
import type { CliContext } from '../context.ts'
import { CliError, exitCodes } from '../exit-code.ts'
import { type Column, print, table } from '../output.ts'

type Outcome = Resource<'RecordOutcome'>

const columns: readonly Column<Outcome>[] = [
  { title: 'id', value: ({ id }) => id },
  { title: 'outcome', value: ({ outcome }) => outcome },
  { title: 'why', value: ({ problem }) => problem?.detail, wide: true },
]

/** The outcomes are printed in any case; a refusal among them ends the command as a problem. */
export function printOutcomes(
  context: CliContext,
  json: boolean | undefined,
  answer: { readonly items: readonly Outcome[] },
): void {
  print(context.terminal, json, answer, () => outcomesText(context, answer.items))
  refuse(answer.items)
}

export function outcomesText({ terminal }: CliContext, items: readonly Outcome[]): string {
  return table(items, columns, terminal.width)
}

/** Ends the command as a problem where a record was refused. */
export function refuse(items: readonly Outcome[]): void {
  const refused = items.filter(({ outcome }) => outcome === 'refused').length
  if (refused > 0) throw new CliError(exitCodes.problem, `${refused} of ${items.length} records were refused.`)
}
