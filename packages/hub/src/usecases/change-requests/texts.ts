import type { TicketBlock, TicketLine, TicketText } from '@patchbay/sdk'
import type { Upgrade } from '../../domain/upgrade.ts'
import type { OpenVulnerability } from '../../store/tickets/shapes.ts'
import { severityOf } from '../browse/values.ts'
import type { ChangePlan } from './plan-change.ts'

/** So many vulnerabilities are listed. */
const mostListed = 50

/** What a change request says: what it upgrades, what that closes, and what is left to people. */
export function changeText(change: {
  readonly upgrades: readonly Pick<Upgrade, 'name' | 'from' | 'to'>[]
  readonly open: readonly OpenVulnerability[]
  readonly plan: ChangePlan
}): TicketText {
  const { upgrades, open, plan } = change
  const more = open.length - mostListed
  return [
    ...section('Upgrades:', upgrades.map(upgradeLine)),
    ...section('Closes:', [
      ...open
        .slice(0, mostListed)
        .map(
          ({ name, title, severity }): TicketLine => [
            { text: `${name} (${severityOf(severity)})${title === name ? '' : ` ${title}`}` },
          ],
        ),
      ...(more > 0 ? [[{ text: `and ${more} more` }]] : []),
    ]),
    ...section(
      'Brought by other packages, and forced by an override:',
      plan.overrides.map(
        ({ path, package: name }): TicketLine => [{ text: name, as: 'code' }, { text: ' in ' }, { text: path, as: 'code' }],
      ),
    ),
    ...section(
      'Lock files are not changed here. Refresh them on this branch before it is merged:',
      plan.lockFiles.map(
        ({ path, command }): TicketLine => [{ text: path, as: 'code' }, { text: ' — ' }, { text: command, as: 'code' }],
      ),
    ),
    ...section(
      'Not changed, and left to you:',
      plan.left.map(
        ({ path, package: name, reason }): TicketLine => [{ text: path ?? name, as: 'code' }, { text: ` ${reason}` }],
      ),
    ),
    { kind: 'paragraph', line: [{ text: 'Proposed by Patchbay. A scan has to prove the fix after the merge.' }] },
  ]
}

/** The comment on a request whose fix a scan has proved. */
export function verifiedText(): TicketText {
  const text = 'Verified: a complete scan no longer sees any of the vulnerabilities this was about.'
  return [{ kind: 'paragraph', line: [{ text }] }]
}

function upgradeLine({ name, from, to }: Pick<Upgrade, 'name' | 'from' | 'to'>): TicketLine {
  const step = from.length === 0 ? ' to ' : ` ${from.join(', ')} → `
  return [{ text: name, as: 'code' }, { text: step }, { text: to, as: 'strong' }]
}

function section(title: string, lines: readonly TicketLine[]): readonly TicketBlock[] {
  return lines.length === 0
    ? []
    : [
        { kind: 'paragraph', line: [{ text: title }] },
        { kind: 'list', lines },
      ]
}
