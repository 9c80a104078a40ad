import type { Call } from '@patchbay/sdk/testing'
import type { Alert } from './emulator-alert-book.ts'
import { refuseValue } from './emulator-alert-page.ts'
import { ghsaOf, isGeneric } from './emulator-alert-seen.ts'
import { analysisTool, codeState, ruleSeverity, securitySeverity } from './emulator-code-scanning.ts'
import { dependabotState, ecosystemOf, gradeOf, manifestOf, relationshipOf, scopeOf } from './emulator-dependabot.ts'
import { patternOf, resolutionOf, validityOf } from './emulator-secret-scanning.ts'

export type Keeps = (alert: Alert) => boolean

/** Members of a comma list; a word outside of a closed set is refused. */
function readWords(call: Call, name: string, words?: readonly string[]): readonly string[] | undefined {
  const text = call.query.get(name)
  if (text === null || text === '') return undefined
  const list = text.split(',')
  const wrong = words && list.find((word) => !words.includes(word))
  if (wrong !== undefined) refuseValue(name, wrong)
  return list
}

/** Nothing here has been assigned to anybody. */
function asksAssignee(call: Call): boolean {
  const assignee = call.query.get('assignee') ?? call.query.get('assignees') ?? 'none'
  return assignee !== 'none'
}

export function dependabotFilter(call: Call): Keeps {
  const states = readWords(call, 'state', ['open', 'fixed', 'dismissed', 'auto_dismissed'])
  const grades = readWords(call, 'severity', ['low', 'medium', 'high', 'critical'])
  const ecosystems = readWords(call, 'ecosystem')
  const names = readWords(call, 'package')
  const manifests = readWords(call, 'manifest')
  const [scope] = readWords(call, 'scope', ['development', 'runtime']) ?? []
  const relationships = readWords(call, 'relationship', ['unknown', 'direct', 'transitive', 'inconclusive'])
  const classes = readWords(call, 'classification', ['general', 'malware'])
  const has = readWords(call, 'has', ['patch', 'deployment'])
  const epss = readProbability(call)
  const isForSomebody = asksAssignee(call)
  return (alert) => {
    const held = alert.read()
    const { finding } = held
    const { advisory } = finding
    if (isForSomebody || ghsaOf(finding) === null) return false
    if (states && !states.includes(dependabotState(held))) return false
    if (grades && !grades.includes(gradeOf(finding))) return false
    if (ecosystems && !ecosystems.includes(ecosystemOf(finding.package?.ecosystem))) return false
    if (names && !names.includes(finding.package?.name ?? '')) return false
    if (manifests && !manifests.includes(manifestOf(finding))) return false
    if (scope !== undefined && scopeOf(finding) !== scope) return false
    if (relationships && !relationships.includes(relationshipOf(finding))) return false
    if (classes && !classes.includes(finding.kind === 'malware' ? 'malware' : 'general')) return false
    // Nothing here is deployed through the platform.
    if (has?.includes('deployment') || (has && (advisory?.fixedVersions.length ?? 0) === 0)) return false
    return epss(advisory?.epss?.score ?? 0)
  }
}

/** `>0.5`, `<=0.1`, `0.1..0.5` or a number. */
function readProbability(call: Call): (score: number) => boolean {
  const text = call.query.get('epss_percentage')
  if (text === null) return () => true
  const match = /^(?:(>=|<=|>|<)?(\d*\.?\d+)|(\d*\.?\d+)\.\.(\d*\.?\d+))$/.exec(text)
  if (!match) refuseValue('epss_percentage', text)
  const [, operator = '=', one, from, to] = match
  if (from !== undefined) return (score) => score >= Number(from) && score <= Number(to)
  const bound = Number(one)
  const tests: Readonly<Record<string, (score: number) => boolean>> = {
    '>': (score) => score > bound,
    '>=': (score) => score >= bound,
    '<': (score) => score < bound,
    '<=': (score) => score <= bound,
  }
  return tests[operator] ?? ((score) => score === bound)
}

export function codeFilter(call: Call): Keeps {
  const [state] = readWords(call, 'state', ['open', 'closed', 'dismissed', 'fixed']) ?? []
  const tool = call.query.get('tool_name')
  const guid = call.query.get('tool_guid')
  const severities = readWords(call, 'severity', ['critical', 'high', 'medium', 'low', 'warning', 'note', 'error'])
  const isForSomebody = asksAssignee(call)
  return (alert) => {
    const held = alert.read()
    const current = codeState(held)
    if (isForSomebody || guid !== null || (tool !== null && tool !== analysisTool.name)) return false
    if (state !== undefined && state !== current && !(state === 'closed' && current !== 'open')) return false
    const grades = [securitySeverity(held.finding), ruleSeverity(held.finding)]
    return severities === undefined || grades.some((grade) => grade !== null && severities.includes(grade))
  }
}

export function secretFilter(call: Call): Keeps {
  const [state] = readWords(call, 'state', ['open', 'resolved']) ?? []
  const resolutions = readWords(call, 'resolution')
  const types = readWords(call, 'secret_type')
  const excluded = readWords(call, 'exclude_secret_types')
  const providers = readWords(call, 'providers')
  const validities = readWords(call, 'validity', ['active', 'inactive', 'unknown'])
  const asksLeak = ['is_publicly_leaked', 'is_multi_repo'].some((name) => call.query.get(name) === 'true')
  return (alert) => {
    const held = alert.read()
    const { finding } = held
    const [type, , provider] = patternOf(finding)
    const resolved = resolutionOf(held)
    if (asksLeak || (types ? !types.includes(type) : isGeneric(finding))) return false
    if (excluded?.includes(type)) return false
    if (state !== undefined && (state === 'resolved') !== (resolved !== undefined)) return false
    if (resolutions && !resolutions.includes(resolved?.resolution ?? '')) return false
    if (providers && !providers.includes(provider?.toLowerCase() ?? '')) return false
    return validities?.includes(validityOf(finding)) ?? true
  }
}
