import type { Resource } from '@patchbay/client'
import type { Command } from 'commander'
import { type CliContext, type CommonOptions, clientFor } from '../context.ts'
import { must } from '../hub.ts'
import { print } from '../output.ts'
import { inert } from '../terminal.ts'
import { describeChangeRequest } from './change-request.ts'

interface ChangeOptions extends CommonOptions {
  readonly connection: string
  readonly overrides?: boolean
  readonly renovate?: boolean
  readonly open?: boolean
}

/** `remediation change`: shows the change of a remediation and, where asked to, proposes it. */
export function changeCommand(remediation: Command, context: CliContext): void {
  remediation
    .command('change')
    .description('show what an upgrade would change of manifests; nothing is pushed unless asked for')
    .argument('<id>', 'id of the remediation')
    .requiredOption('--connection <id>', 'connection to the platform the repository is on')
    .option('--overrides', 'also force packages that only other packages bring')
    .option('--renovate', 'have the Renovate of the hub make the change, where there is one')
    .option('--open', 'push the change and open a pull or merge request for it')
    .option('--json', 'print JSON, as the API answers')
    .action(async (id: string, options: ChangeOptions, command: Command) => {
      const { connection, overrides = false, renovate, open, json } = options
      const client = clientFor(command, context)
      const path = { params: { path: { id } } }
      const body = {
        connectionId: connection,
        overrides,
        by: renovate === true ? ('renovate' as const) : ('patchbay' as const),
      }
      const preview = await must(client.POST('/api/v1/remediations/{id}/change-request/preview', { ...path, body }))
      if (!open) {
        print(
          context.terminal,
          json,
          preview,
          () => `${describeChange(preview)}Nothing was pushed. Add --open to propose it.\n`,
        )
        return
      }
      const call = { ...path, body: { ...body, commit: preview.commit } }
      const request = await must(client.POST('/api/v1/remediations/{id}/change-request', call))
      print(context.terminal, json, request, () => `${describeChange(preview)}${describeChangeRequest(request)}`)
    })
}

function describeChange(preview: Resource<'ChangePreview'>): string {
  const { title, repository, branch, source, files, left, lockFiles, overrides, overridable, log, request } = preview
  return [
    `${title}\n${repository}: ${source} → ${branch}\n\n`,
    ...(request === null ? [] : [`${request.key} is there already, and ${request.state}.\n`]),
    ...(log === null ? [] : [`Renovate says:\n${log.split('\n').map(inert).join('\n')}\n`]),
    ...files.map(({ diff }) => `${diff}\n`),
    ...overrides.map(({ path, package: name }) => `${name} is forced by an override in ${path}.\n`),
    ...lockFiles.map(({ path, command }) => `${path} has to be refreshed: ${command}\n`),
    ...left.map(({ path, package: name, reason }) => `${path ?? name} is left to you: ${reason}\n`),
    ...overridable.map((name) => `${name} could be forced with --overrides.\n`),
  ].join('')
}
