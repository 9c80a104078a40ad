import { Command } from 'commander'
import { applyCommand } from './commands/apply.ts'
import { auditCommands } from './commands/audit.ts'
import { campaignCommands } from './commands/campaign.ts'
import { changeRequestCommands } from './commands/change-request.ts'
import { connectionCommands } from './commands/connection.ts'
import { connectorCommands } from './commands/connector.ts'
import { exportConfigCommand } from './commands/export-config.ts'
import { exporterCommands } from './commands/exporter.ts'
import { feedCommands } from './commands/feed.ts'
import { findingCommands } from './commands/finding.ts'
import { hubSettingsCommands } from './commands/hub-settings.ts'
import { imageCommands } from './commands/image.ts'
import { imageRuleCommands } from './commands/image-rule.ts'
import { type LocalCommands, localCommands } from './commands/local.ts'
import { mappingRuleCommands } from './commands/mapping-rule.ts'
import { notificationCommands } from './commands/notification.ts'
import { operationCommands } from './commands/operation.ts'
import { policyCommands } from './commands/policy.ts'
import { productCommands } from './commands/product.ts'
import { productTypeCommands } from './commands/product-type.ts'
import { recordCommands } from './commands/record.ts'
import { remediationCommands } from './commands/remediation.ts'
import { repositoryCommands } from './commands/repository.ts'
import { scanProfileCommands } from './commands/scan-profile.ts'
import { serviceAccountCommands } from './commands/service-account.ts'
import { slaPolicyCommands } from './commands/sla-policy.ts'
import { ticketCommands } from './commands/ticket.ts'
import { tokenCommands } from './commands/token.ts'
import { uploadCommands } from './commands/upload.ts'
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
  imageCommands(program, context)
  imageRuleCommands(program, context)
  productCommands(program, context)
  productTypeCommands(program, context)
  findingCommands(program, context)
  vulnerabilityCommands(program, context)
  feedCommands(program, context)
  slaPolicyCommands(program, context)
  policyCommands(program, context)
  remediationCommands(program, context)
  campaignCommands(program, context)
  changeRequestCommands(program, context)
  ticketCommands(program, context)
  operationCommands(program, context)
  notificationCommands(program, context)
  exporterCommands(program, context)
  scanProfileCommands(program, context)
  uploadCommands(program, context)
  userCommands(program, context)
  serviceAccountCommands(program, context)
  tokenCommands(program, context)
  auditCommands(program, context)
  hubSettingsCommands(program, context)
  applyCommand(program, context)
  exportConfigCommand(program, context)
  return program
}
