import { Command } from 'commander'
import { auditCommands } from './commands/audit.ts'
import { connectionCommands } from './commands/connection.ts'
import { connectorCommands } from './commands/connector.ts'
import { findingCommands } from './commands/finding.ts'
import { type LocalCommands, localCommands } from './commands/local.ts'
import { mappingRuleCommands } from './commands/mapping-rule.ts'
import { operationCommands } from './commands/operation.ts'
import { productCommands } from './commands/product.ts'
import { productTypeCommands } from './commands/product-type.ts'
import { recordCommands } from './commands/record.ts'
import { repositoryCommands } from './commands/repository.ts'
import { serviceAccountCommands } from './commands/service-account.ts'
import { tokenCommands } from './commands/token.ts'
import { userCommands } from './commands/user.ts'
import { vulnerabilityCommands } from './commands/vulnerability.ts'
import type { CliContext } from './context.ts'

/** The whole command line: `patchbay <noun> <verb>`. */
export function createProgram(context: CliContext, local: LocalCommands, version: string): Command {
  const program = new Command('patchbay')
    .description('Self-hosted vulnerability integration hub.')
    .version(version)
    .option('--url <address>', 'address of the hub, instead of PATCHBAY_URL')
    .helpCommand(false)
    .showHelpAfterError('Add --help for what there is.')
    .exitOverride()
    .configureOutput({ writeOut: context.terminal.out, writeErr: context.terminal.say })
  localCommands(program, context, local)
  connectorCommands(program, context)
  connectionCommands(program, context)
  recordCommands(program, context)
  mappingRuleCommands(program, context)
  repositoryCommands(program, context)
  productCommands(program, context)
  productTypeCommands(program, context)
  findingCommands(program, context)
  vulnerabilityCommands(program, context)
  operationCommands(program, context)
  userCommands(program, context)
  serviceAccountCommands(program, context)
  tokenCommands(program, context)
  auditCommands(program, context)
  return program
}
