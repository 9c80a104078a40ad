import { refuse } from './emulator-error.ts'
import type { EmulatedIssue, Site } from './emulator-site.ts'

type Keeps = (issue: EmulatedIssue) => boolean

/** Finds what a query of clauses joined by AND finds, in the order it asks for. Throws Jira's words for what it cannot read. */
export function find(site: Site, jql: string, zone: string, now: Date): readonly EmulatedIssue[] {
  const [, where = '', order = ''] = /^(.*?)(?:\s*\bORDER BY\b\s*(.+))?$/is.exec(jql.trim()) ?? []
  if (where.trim() === '')
    refuse(400, 'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.')
  const clauses = where.split(/\s+AND\s+/i).map((clause) => readClause(site, clause.trim(), zone, now))
  const [, field = 'created', direction = 'DESC'] =
    /^(created|updated|key)(?:\s+(ASC|DESC))?$/i.exec(order.trim() || 'created DESC') ?? []
  const sign = direction.toUpperCase() === 'ASC' ? 1 : -1
  const by = field.toLowerCase() === 'updated' ? 'updatedAt' : 'createdAt'
  return site
    .issues()
    .filter((issue) => site.isIndexed(issue, now) && clauses.every((keeps) => keeps(issue)))
    .toSorted((one, other) => sign * (one[by] - other[by] || Number(one.id) - Number(other.id)))
}

function readClause(site: Site, clause: string, zone: string, now: Date): Keeps {
  const [, field = '', operator = '', quoted, bare] = /^(\w+)\s*(=|>=)\s*(?:"([^"]*)"|(\S+))$/.exec(clause) ?? []
  const value = quoted ?? bare ?? ''
  switch (`${field.toLowerCase()} ${operator}`) {
    case 'project =':
      if (!site.projects.includes(value)) refuse(400, `The value '${value}' does not exist for the field 'project'.`)
      return ({ project }) => project === value
    case 'labels =':
      return ({ labels }) => labels.includes(value)
    case 'updated >=': {
      const from = localTime(value, zone)
      if (from === null)
        refuse(400, `Date value '${value}' for field 'updated' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm'.`)
      return (issue) => site.indexedChange(issue, now) >= (from ?? 0)
    }
    default:
      return refuse(400, `Error in the JQL Query: the clause '${clause}' cannot be read.`)
  }
}

/** The moment a local time to the minute stands for, the later one where it comes twice. */
export function localTime(text: string, zone: string): number | null {
  const parts = /^(\d{4})\/(\d\d)\/(\d\d) (\d\d):(\d\d)$/.exec(text)?.slice(1).map(Number)
  if (parts === undefined) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts
  const asUtc = Date.UTC(year, month - 1, day, hour, minute)
  const candidates = [asUtc - offsetAt(asUtc + 86_400_000, zone), asUtc - offsetAt(asUtc - 86_400_000, zone)]
  return Math.max(...candidates)
}

function offsetAt(time: number, zone: string): number {
  const name = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
    .formatToParts(time)
    .find(({ type }) => type === 'timeZoneName')?.value
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(name ?? '') ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
}
