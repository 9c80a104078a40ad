import type { Resource } from '@patchbay/client'
import type { Command } from 'commander'
import { type CliContext, type CommonOptions, clientFor } from '../context.ts'
import { must } from '../hub.ts'
import { print } from '../output.ts'
import { inert } from '../terminal.ts'

interface ExplainOptions extends CommonOptions {
  readonly connection: string
  readonly id: string
}

/** `finding explain` */
export function explainCommand(finding: Command, context: CliContext): void {
  finding
    .command('explain')
    .description('say why a finding is here, or is not')
    .requiredOption('--connection <label or id>', 'the connection it should have come by')
    .requiredOption('--id <id>', "the vendor's id of it, or the address of its page there; also the id or name of a record")
    .option('--json', 'print JSON, as the API answers')
    .action(async ({ connection, id, json }: ExplainOptions, command: Command) => {
      const query = { connection, id }
      const answer = await must(clientFor(command, context).GET('/api/v1/findings/explain', { params: { query } }))
      print(context.terminal, json, answer, () => answer.answers.map(describe).join('\n'))
    })
}

function describe(answer: Resource<'ExplanationAnswer'>): string {
  const lines = [answer.sentence, ...[...answer.steps, ...commandsFor(answer)].map((step) => `- ${step}`)]
  return lines.map((line) => `${inert(line)}\n`).join('')
}

/** Where to go on from here. */
function commandsFor(answer: Resource<'ExplanationAnswer'>): readonly string[] {
  switch (answer.kind) {
    case 'here':
      return [`patchbay vulnerability show ${answer.vulnerability.id}`]
    case 'held':
      return [`patchbay operation confirm ${answer.held.operation}`]
    case 'closed':
      return [`patchbay vulnerability show ${answer.vulnerability.id}`]
    case 'filtered':
      return [`patchbay operation filtered ${answer.operation} --reason ${answer.reason}`]
    case 'set-aside':
      return [`patchbay operation notes ${answer.operation} --kind set-aside`]
    case 'record':
      return [`patchbay record show ${answer.record.id}`]
    case 'identifier':
      return answer.present + answer.closed === 0 ? [] : [`patchbay vulnerability list --identifier ${answer.identifier}`]
    case 'absent':
      return answer.lastSync === null ? [] : [`patchbay operation show ${answer.lastSync.operation}`]
  }
}
