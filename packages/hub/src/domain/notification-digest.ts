import type { Severity } from '@patchbay/sdk'

export const digestType = 'digest'

type Counts = Readonly<Record<Severity, number>>

interface Work {
  /** Public id. */
  readonly id: string
  readonly title: string
  /** Repository or image it is in. */
  readonly place: string
  /** Vulnerabilities it closes. */
  readonly closes: number
}

/** What happened since the last digest, and what is coming. */
export interface Digest {
  /** ISO 8601 UTC. */
  readonly since: string
  readonly until: string
  readonly opened: Counts
  readonly resolved: Counts
  readonly reopened: Counts
  readonly deadlines: {
    /** Missed since the last digest, and still open. */
    readonly missed: number
    readonly overdue: number
    /** Due within the next seven days. */
    readonly dueSoon: number
  }
  /** Remediations a sync has proved, the weightiest first. */
  readonly done: readonly Work[]
  /** What is worth doing next. */
  readonly next: readonly Work[]
  /** Connections somebody has to look after. */
  readonly connections: readonly {
    /** Public id. */
    readonly id: string
    readonly label: string
    readonly trouble: string | null
  }[]
}

interface Fact {
  readonly label: string
  readonly value: string
  /** Page of the web app. */
  readonly path: string
}

const severities = ['critical', 'high', 'medium', 'low', 'info', 'unknown'] as const satisfies readonly Severity[]

/** Whether nothing happened that somebody could want to read. */
export function isQuiet({ opened, resolved, reopened, deadlines, done }: Digest): boolean {
  return [opened, resolved, reopened].every((counts) => total(counts) === 0) && deadlines.missed === 0 && done.length === 0
}

export function digestWords(digest: Digest) {
  const { opened, resolved, reopened, since, until } = digest
  const period = `From ${minute(since)} to ${minute(until)} UTC.`
  if (isQuiet(digest)) return { title: 'Digest: nothing changed', text: period, path: '/' }
  const title = `Digest: ${total(opened)} new, ${total(resolved)} fixed, ${total(reopened)} reopened`
  return { title, text: period, path: '/' }
}

/** Line by line, each with the page that shows more; what there is none of is left out. */
export function digestFacts(digest: Digest): readonly Fact[] {
  const { deadlines } = digest
  return [
    ...counted('New', digest.opened, '/vulnerabilities?sort=-detectedAt'),
    ...counted('Fixed', digest.resolved, '/vulnerabilities?status=Resolved'),
    ...counted('Reopened', digest.reopened, '/vulnerabilities'),
    ...line('Overdue', deadlines.overdue, overdueWords(deadlines), '/vulnerabilities?overdue=true'),
    ...line('Due in 7 days', deadlines.dueSoon, String(deadlines.dueSoon), '/vulnerabilities?sort=dueAt'),
    ...digest.done.map((work, index) => worked(`Done ${index + 1}`, work)),
    ...digest.next.map((work, index) => worked(`Next ${index + 1}`, work)),
    ...digest.connections.map(({ id, label, trouble }) => ({
      label: `${label} needs attention`,
      value: trouble ?? 'Look after it.',
      path: `/integrations/${id}`,
    })),
  ]
}

function counted(label: string, counts: Counts, path: string): readonly Fact[] {
  const parts = severities.flatMap((severity) => (counts[severity] === 0 ? [] : [`${counts[severity]} ${severity}`]))
  return line(label, total(counts), `${total(counts)}: ${parts.join(', ')}`, path)
}

function line(label: string, count: number, value: string, path: string): readonly Fact[] {
  return count === 0 ? [] : [{ label, value, path }]
}

function overdueWords({ overdue, missed }: Digest['deadlines']): string {
  return missed === 0 ? String(overdue) : `${overdue}, ${missed} of them new`
}

function worked(label: string, { id, title, place, closes }: Work): Fact {
  return { label, value: `${title} in ${place}: closes ${closes}`, path: `/remediations/${id}` }
}

function total(counts: Counts): number {
  return severities.reduce((sum, severity) => sum + counts[severity], 0)
}

function minute(iso: string): string {
  return iso.slice(0, 16).replace('T', ' ')
}
