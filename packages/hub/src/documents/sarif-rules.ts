import { cleanText } from '@patchbay/sdk/shape'
import { json, uri } from './json.ts'
import { scoreOf } from './sarif-severity.ts'
import type { DocumentFinding } from './state.ts'

/** What is told of a rule is short: little of it is shown, and the rules of a run wait in memory for its end. */
const mostText = 1000
/** Tags of a rule (see sarif.ts). */
const mostTags = 20

interface FoundRule {
  readonly id: string
  /** Its place in the list. */
  readonly index: number
  readonly isNew: boolean
  readonly text: string
}

/** The rules of a run, each told by the first, and so the worst, of what it found. */
export interface Rules {
  find(finding: DocumentFinding): FoundRule
  keep(rule: FoundRule): void
  texts(): readonly string[]
}

export function createRules(): Rules {
  const rules = new Map<string, FoundRule>()
  return {
    find(finding) {
      const id = ruleIdOf(finding)
      const known = rules.get(id)
      if (known !== undefined) return { ...known, isNew: false }
      return { id, index: rules.size, isNew: true, text: json(describe(id, finding)) }
    },
    keep(rule) {
      if (rule.isNew) rules.set(rule.id, rule)
    },
    texts: () => [...rules.values()].map(({ text }) => text),
  }
}

function ruleIdOf({ rule, name, kind }: DocumentFinding): string {
  return cleanText((rule?.id ?? name).trim() || kind, 255)
}

function describe(id: string, finding: DocumentFinding) {
  const { title, rule, description, references, kind, cwes, remediation } = finding
  const name = rule?.name?.trim()
  const short = cleanText(name || title.trim() || id, 255)
  const help = [description, remediation].flatMap((text) => text?.trim() || []).join('\n\n')
  return {
    id,
    name: name ? cleanText(name, 255) : undefined,
    shortDescription: { text: short },
    fullDescription: { text: cleanText(description?.trim() || short, mostText) },
    helpUri: references.flatMap((reference) => uri(reference) ?? [])[0],
    help: { text: cleanText(help || short, mostText) },
    properties: { 'security-severity': scoreOf(finding), tags: tagsOf(kind, cwes) },
  }
}

function tagsOf(kind: string, cwes: readonly string[]): readonly string[] {
  const weaknesses = cwes.flatMap((cwe) => /^CWE-(\d{1,6})$/.exec(cwe)?.[1] ?? [])
  const tags = ['security', kind, ...weaknesses.map((number) => `external/cwe/cwe-${number.padStart(3, '0')}`)]
  return [...new Set(tags)].slice(0, mostTags)
}
