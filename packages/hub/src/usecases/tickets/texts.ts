import type { TicketLine, TicketText } from '@patchbay/sdk'
import { z } from 'zod'
import { publicId } from '../../domain/public-id.ts'
import type { Telling } from '../../domain/ticket-state.ts'
import type { TicketValues } from '../../domain/ticket-template.ts'
import type { OpenVulnerability, WorkFacts } from '../../store/tickets/shapes.ts'
import { severityOf } from '../browse/values.ts'

/** What is stored of a fix, as far as a ticket says it. */
const Fix = z
  .object({
    upgrades: z.array(z.object({ name: z.string(), from: z.array(z.string()), to: z.string() })),
    base: z.object({ from: z.array(z.string()), to: z.array(z.string()) }).optional(),
  })
  .catch({ upgrades: [] })

interface Work {
  readonly remediationId: number
  readonly facts: WorkFacts
  readonly open: readonly OpenVulnerability[]
  /** Address of the hub itself, where it is known. */
  readonly publicUrl: string | undefined
}

/** Lists stop here: a tracker is no place to read a thousand lines. */
const mostListed = 100

/** What the variables of a template stand for. */
export function ticketValues({ remediationId, facts, open, publicUrl }: Work): TicketValues {
  return {
    title: facts.title,
    asset: facts.asset,
    product: facts.product,
    priority: severityOf(facts.priority),
    due: facts.dueAt?.toISOString().slice(0, 10) ?? null,
    owner: facts.owner,
    count: String(open.length),
    link: linkTo(publicUrl, `/remediations/${publicId('remediation', remediationId)}`),
    upgrades: changesOf(facts.fix),
    vulnerabilities: listed(open, (vulnerability) => lineOf(vulnerability, publicUrl)),
  }
}

/** The base image that is moved first, then each package with the version it needs. */
function changesOf(stored: unknown): readonly TicketLine[] {
  const { upgrades, base } = Fix.parse(stored)
  const packages = upgrades.map(
    ({ name, from, to }): TicketLine => [
      { text: name, as: 'code' },
      { text: from.length === 0 ? ' to ' : ` ${from.join(', ')} → ` },
      { text: to, as: 'strong' },
    ],
  )
  if (base === undefined) return packages
  const moved: TicketLine = [
    { text: 'base image ' },
    { text: base.from.join(', '), as: 'code' },
    ...(base.to.length === 0 ? [] : [{ text: ' → ' }, { text: base.to.join(' or '), as: 'strong' } as const]),
  ]
  return [moved, ...packages]
}

function lineOf(
  { id, name, title, severity, package: seen, location }: OpenVulnerability,
  publicUrl: string | undefined,
): TicketLine {
  const url = linkTo(publicUrl, `/vulnerabilities/${publicId('vulnerability', id)}`)
  const said = title.startsWith(`${name}: `) ? title.slice(name.length + 2) : title
  const place = [seen, location].filter((part) => part !== null).join(' · ')
  return [
    { text: name, ...(url !== null && { url }) },
    { text: ` (${severityOf(severity)})` },
    ...(said === name ? [] : [{ text: ` ${said}` }]),
    ...(place === '' ? [] : [{ text: ` — ${place}` }]),
  ]
}

function listed<T>(items: readonly T[], line: (item: T) => TicketLine): readonly TicketLine[] {
  const more = items.length - mostListed
  return [...items.slice(0, mostListed).map(line), ...(more > 0 ? [[{ text: `and ${more} more` }]] : [])]
}

function linkTo(publicUrl: string | undefined, path: string): string | null {
  return publicUrl === undefined ? null : `${publicUrl}${path}`
}

/** What is stored of an event, as far as a ticket is told of it. */
const EventData = z
  .object({
    reason: z.string().nullish(),
    fixed: z.number().nullish(),
    left: z.number().nullish(),
    names: z.array(z.object({ id: z.string(), name: z.string() })).nullish(),
  })
  .catch({})

/** A comment that tells a ticket what happened. */
export function commentText(about: Telling['about'], stored: unknown, publicUrl: string | undefined): TicketText {
  const { reason, fixed, left, names } = EventData.parse(stored)
  const because = reason ? ` The reason given: ${reason}` : ''
  switch (about) {
    case 'verified':
      return paragraph('Verified: a complete scan no longer sees any of the vulnerabilities this was about.')
    case 'reappeared':
      return paragraph('A scanner sees at least one of the vulnerabilities again that this had fixed, so there is more to do.')
    case 'dismissed':
      return paragraph(`This was dismissed in Patchbay and will not be done.${because}`)
    case 'restored':
      return paragraph(`This was taken up again in Patchbay and is to be done after all.${because}`)
    case 'left': {
      const total = left ?? 0
      const lines = (names ?? []).map(({ id, name }): TicketLine => {
        const url = linkTo(publicUrl, `/vulnerabilities/${id}`)
        return [{ text: name, ...(url !== null && { url }) }]
      })
      const more = total - lines.length
      return [
        ...paragraph(`The change helped in part: a scan no longer sees ${fixed ?? 0}, and still sees ${total}. What is left:`),
        { kind: 'list', lines: [...lines, ...(more > 0 ? [[{ text: `and ${more} more` }]] : [])] },
      ]
    }
  }
}

function paragraph(text: string): TicketText {
  return [{ kind: 'paragraph', line: [{ text }] }]
}
