import type { Resource } from '@patchbay/client'
import { textAt } from '@patchbay/sdk/shape'
import { actorName } from '../actor-name.ts'
import { facts, table } from '../output.ts'
import { openCounts } from './severity-line.ts'
import { daysLeft } from './time-left.ts'

/** A remediation for people: facts, the change, what it closes, what remains, and its history. */
export function describeRemediation(remediation: Resource<'RemediationDetail'>): string {
  const { upgrades, baseImage, closes, remaining, history } = remediation
  return [
    facts([
      ['id', remediation.id],
      ['title', remediation.title],
      ['where', remediation.asset],
      ['product', remediation.product?.name],
      ['state', remediation.state],
      ['because', remediation.stateReason],
      ['priority', remediation.priority],
      ['owner', remediation.owner],
      ['campaign', remediation.campaign?.name],
      ['due', dueWords(remediation)],
      ['waits', waitWords(remediation.waiting)],
      ['base image', baseImage && [baseImage.from.join(', '), ...baseImage.to].join(' → ')],
      ['open', `${remediation.openVulnerabilities} of ${remediation.vulnerabilities}: ${openCounts(remediation.open)}`],
      ['possible now', remediation.actions.join(', ')],
    ]),
    section('Upgrades', upgrades, [
      { title: 'package', value: (item) => item.name },
      { title: 'from', value: (item) => item.from.join(', ') },
      { title: 'to', value: (item) => item.to },
      { title: 'step', value: (item) => item.step },
      { title: 'within the major version', value: (item) => nearer(item) },
    ]),
    section('Closes', closes, [
      { title: 'id', value: (item) => item.id },
      { title: 'name', value: (item) => item.name },
      { title: 'severity', value: (item) => item.severity },
      { title: 'status', value: (item) => item.status },
    ]),
    section('Remains', remaining, [
      { title: 'id', value: (item) => item.id },
      { title: 'name', value: (item) => item.name },
      { title: 'because', value: (item) => reasons[item.reason] },
    ]),
    section('History', history, [
      { title: 'at', value: (item) => item.at },
      { title: 'event', value: (item) => eventWords(item) },
      { title: 'by', value: (item) => actorName(item.actor) ?? 'the hub' },
    ]),
  ].join('')
}

/** The day it is due, and how far that is: `2026-12-01 (3 d)`, `2026-11-01 (27 d late)`. */
export function dueWords({ dueAt, timeLeft, waiting }: Resource<'Remediation'> | Resource<'RemediationDetail'>): string | null {
  if (waiting !== null) return 'waiting'
  if (dueAt === null) return null
  const day = dueAt.slice(0, 10)
  return timeLeft === null ? day : `${day} (${daysLeft(timeLeft)})`
}

function section<T>(title: string, items: readonly T[], columns: Parameters<typeof table<T>>[1]): string {
  return items.length === 0 ? '' : `\n${title}\n${table(items, columns, undefined)}`
}

function waitWords(waiting: Resource<'RemediationDetail'>['waiting']): string | null {
  if (waiting === null) return null
  const until = waiting.until === null ? '' : ` until ${waiting.until}`
  return `for a vendor since ${waiting.since}${until}: ${waiting.reason}`
}

function nearer({ withinMajor }: Resource<'Upgrade'>): string {
  return withinMajor === null ? '' : `${withinMajor.to} closes ${withinMajor.closes}`
}

const reasons: Readonly<Record<Resource<'RemediationDetail'>['remaining'][number]['reason'], string>> = {
  'no-fix-known': 'no fix is known',
  'unreadable-version': 'the version of the fix cannot be read',
  'fix-not-newer': 'the fix is in an older line than the version in use',
}

function eventWords({ event, data }: Resource<'RemediationEvent'>): string {
  if (event === 'state') {
    const reason = textAt(data, 'reason')
    return `${String(data['to'] ?? event)}${reason === null ? '' : `: ${reason}`}`
  }
  if (event === 'comment') return String(data['text'] ?? event)
  if (event === 'waiting') return `waiting for a vendor: ${String(data['reason'])}`
  if (event === 'resumed') return 'going on'
  if (event === 'left') return `${String(data['fixed'])} fixed, ${String(data['left'])} left`
  return event
}

/** How fixing goes, for people. */
export function describeMetrics({ open, last30Days: last, weeks }: Resource<'RemediationMetrics'>): string {
  return [
    facts([
      ['under way', open.total],
      ['overdue', open.overdue],
      ['vulnerabilities covered', open.vulnerabilities],
      ['resolved in 30 days', last.resolved],
      ['of them late', last.resolvedLate],
      ['vulnerabilities closed', last.vulnerabilities],
      ['median time', last.medianHours === null ? 'none resolved' : `${last.medianHours.toFixed(1)} h`],
      ['reopened', last.reopenedRate === null ? last.reopened : `${last.reopened} (${Math.round(last.reopenedRate * 100)} %)`],
    ]),
    section('Under way', open.by, [
      { title: 'mode', value: (item) => item.mode },
      { title: 'priority', value: (item) => item.priority },
      { title: 'count', value: (item) => item.count },
    ]),
    section('Weeks', weeks, [
      { title: 'week', value: (item) => item.week },
      { title: 'opened', value: (item) => item.opened },
      { title: 'resolved', value: (item) => item.resolved },
      { title: 'reopened', value: (item) => item.reopened },
    ]),
  ].join('')
}
