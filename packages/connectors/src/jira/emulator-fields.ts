import { isRecord, textAt } from '@patchbay/sdk/shape'
import { complaintAboutDocument, complaintAboutWiki } from './emulator-adf.ts'
import { refuse, refuseFields } from './emulator-error.ts'
import type { IssueDraft } from './emulator-site.ts'

export type Flavour = 'cloud' | 'data-center'

/** A field of a create screen. */
interface ScreenField {
  readonly fieldId: string
  readonly name: string
  readonly required: boolean
}

const usual: readonly ScreenField[] = [
  { fieldId: 'summary', name: 'Summary', required: true },
  { fieldId: 'issuetype', name: 'Issue Type', required: true },
  { fieldId: 'project', name: 'Project', required: true },
  { fieldId: 'description', name: 'Description', required: false },
  { fieldId: 'labels', name: 'Labels', required: false },
  { fieldId: 'priority', name: 'Priority', required: false },
  { fieldId: 'reporter', name: 'Reporter', required: true },
]
const team: ScreenField = { fieldId: 'customfield_10050', name: 'Team', required: true }

/** Issue types with the fields of their create screens; those of bugs ask for a team, chores have no labels. */
export const issueTypes = [
  { id: '10004', name: 'Task', subtask: false, fields: usual },
  { id: '10005', name: 'Bug', subtask: false, fields: [...usual, team] },
  { id: '10006', name: 'Chore', subtask: false, fields: usual.filter(({ fieldId }) => fieldId !== 'labels') },
  { id: '10007', name: 'Sub-task', subtask: true, fields: usual },
] as const

/** What Jira says against a text, as the field is called. */
export function requireText(value: unknown, field: string, flavour: Flavour): void {
  const complaint = flavour === 'cloud' ? complaintAboutDocument(value) : complaintAboutWiki(value)
  if (complaint === 'INVALID_INPUT') refuse(400, 'INVALID_INPUT')
  if (complaint !== null) refuseFields({ [field]: complaint })
}

const priorities: readonly string[] = ['Highest', 'High', 'Medium', 'Low', 'Lowest']

/** The issue a body describes; answers with Jira's words by field when it is none. */
export function readDraft(body: unknown, projects: readonly string[], flavour: Flavour): IssueDraft {
  const fields = isRecord(body) ? body['fields'] : undefined
  if (!isRecord(fields)) return refuse(400, 'Can not instantiate issue without fields.')
  const project = textAt(fields, 'project', 'key')
  if (project === null || !projects.includes(project)) return refuseFields({ project: 'valid project is required' })
  const type = issueTypes.find(
    ({ id, name }) => id === textAt(fields, 'issuetype', 'id') || name === textAt(fields, 'issuetype', 'name'),
  )
  if (type === undefined) return refuseFields({ issuetype: 'Specify a valid issue type' })

  const summary = typeof fields['summary'] === 'string' ? fields['summary'] : ''
  const errors = Object.fromEntries([
    ...summaryErrors(summary),
    ...Object.keys(fields).flatMap((name) =>
      type.fields.some(({ fieldId }) => fieldId === name)
        ? []
        : [[name, `Field '${name}' cannot be set. It is not on the appropriate screen, or unknown.`] as const],
    ),
    ...type.fields.flatMap(({ fieldId, name, required }) =>
      !required || fieldId === 'reporter' || fieldId === 'summary' || fieldId in fields
        ? []
        : [[fieldId, `${name} is required.`] as const],
    ),
  ])
  if (Object.keys(errors).length > 0) return refuseFields(errors)
  if (fields['description'] !== undefined) requireText(fields['description'], 'description', flavour)

  const priority = fields['priority']
  if (priority !== undefined && !priorities.includes(textAt(priority, 'name') ?? '')) {
    return refuseFields({ priority: 'The priority selected is invalid.' })
  }
  const labels: unknown = fields['labels'] ?? []
  if (!Array.isArray(labels) || labels.some((one) => typeof one !== 'string' || /\s/.test(one) || one.length > 255))
    return refuseFields({ labels: 'The label contains spaces which is invalid.' })
  return { project, type: type.name, summary, description: fields['description'] ?? null, labels: labels.map(String), fields }
}

function summaryErrors(summary: string): readonly (readonly [string, string])[] {
  if (summary.trim() === '') return [['summary', 'You must specify a summary of the issue.']]
  if (/[\r\n]/.test(summary)) return [['summary', 'The summary is invalid because it contains newline characters.']]
  return summary.length > 255 ? [['summary', 'Summary can’t exceed 255 characters.']] : []
}
