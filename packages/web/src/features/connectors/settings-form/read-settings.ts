import { sentenceCase } from '../../../format/words.ts'

export interface Choice {
  readonly value: string
  readonly label: string
}

/** How one setting is entered. */
export type Control =
  | { readonly kind: 'text'; readonly form: 'line' | 'block'; readonly type: 'text' | 'url' | 'email' }
  | { readonly kind: 'number'; readonly minimum?: number; readonly maximum?: number; readonly whole: boolean }
  | { readonly kind: 'switch' }
  | { readonly kind: 'choice'; readonly options: readonly Choice[] }
  | { readonly kind: 'list' }

/** One setting of a connector, as its JSON Schema describes it. */
export interface Setting {
  readonly name: string
  readonly title: string
  readonly help: string | null
  readonly example: string | null
  readonly required: boolean
  readonly secret: boolean
  readonly control: Control
  readonly initial: SettingValue
}

export type SettingValue = string | number | boolean | readonly string[]

/** One of several ways to fill in the settings: a token, or an application with its key. */
export interface Alternative {
  readonly title: string
  readonly settings: readonly Setting[]
}

export interface SettingsSchema {
  readonly settings: readonly Setting[]
  /** Empty when there is only one way. */
  readonly alternatives: readonly Alternative[]
}

/** A pattern that lets line breaks in: keys and certificates. A one-line field would swallow them. */
const spansLines = /\[\\s\\S\]|\\n|-----BEGIN/

type TextType = Extract<Control, { kind: 'text' }>['type']

const textTypes: ReadonlyMap<string, TextType> = new Map([
  ['uri', 'url'],
  ['email', 'email'],
])

type Node = Readonly<Record<string, unknown>>

/** Reads a JSON Schema (draft 2020-12) of an object. What it cannot draw better becomes a line of text: the hub validates anyway. */
export function readSettings(schema: unknown): SettingsSchema {
  const root = asNode(schema)
  const base = merge([root, ...nodes(root['allOf'])])
  const variants = [...nodes(root['oneOf']), ...nodes(root['anyOf'])]
  const shared = new Set(Object.keys(base.properties))
  const alternatives = variants.flatMap((variant, index) => {
    const own = merge([variant, ...nodes(variant['allOf'])])
    const names = [...new Set([...Object.keys(own.properties), ...own.required])].filter(
      (name) => !shared.has(name) || own.required.has(name),
    )
    if (names.length === 0) return []
    const settings = names.map((name) =>
      readSetting(name, asNode(own.properties[name] ?? base.properties[name]), own.required.has(name)),
    )
    return [{ title: text(variant['title']) ?? `Way ${index + 1}`, settings }]
  })
  const alternating = new Set(alternatives.flatMap((each) => each.settings.map((setting) => setting.name)))
  const settings = Object.entries(base.properties)
    .filter(([name]) => !alternating.has(name))
    .map(([name, node]) => readSetting(name, asNode(node), base.required.has(name)))

  return { settings, alternatives }
}

interface Merged {
  readonly properties: Record<string, unknown>
  readonly required: Set<string>
}

function merge(parts: readonly Node[]): Merged {
  return {
    properties: Object.assign({}, ...parts.map((part) => asNode(part['properties']))),
    required: new Set(parts.flatMap((part) => strings(part['required']))),
  }
}

function readSetting(name: string, node: Node, required: boolean): Setting {
  const inner = withoutNull(node)
  const control = readControl(inner)
  const example = [...list(node['examples']), ...list(inner['examples'])][0]

  return {
    name,
    title:
      text(node['title']) ?? text(inner['title']) ?? sentenceCase(name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()),
    help: text(node['description']) ?? text(inner['description']),
    example: example === undefined ? null : String(example),
    required: required && node['default'] === undefined,
    secret: node['secret'] === true || inner['secret'] === true || inner['writeOnly'] === true,
    control,
    initial: initialValue(control, node['default'] ?? inner['default']),
  }
}

/** `anyOf: [string, null]` and the like are the other member. */
function withoutNull(node: Node): Node {
  const members = [...nodes(node['anyOf']), ...nodes(node['oneOf'])].filter((member) => member['type'] !== 'null')
  const [only] = members
  return members.length === 1 && only !== undefined ? only : node
}

function readControl(node: Node): Control {
  const options = readOptions(node)
  if (options.length > 0) return { kind: 'choice', options }
  const types = typeof node['type'] === 'string' ? [node['type']] : strings(node['type'])
  if (types.includes('boolean')) return { kind: 'switch' }
  if (types.includes('array')) return { kind: 'list' }
  if (types.includes('number') || types.includes('integer')) {
    return {
      kind: 'number',
      whole: types.includes('integer'),
      minimum: number(node['minimum']),
      maximum: number(node['maximum']),
    }
  }
  const block = node['multiline'] === true || spansLines.test(text(node['pattern']) ?? '')
  return {
    kind: 'text',
    form: block ? 'block' : 'line',
    type: textTypes.get(text(node['format']) ?? '') ?? 'text',
  }
}

function readOptions(node: Node): readonly Choice[] {
  const fromEnum = strings(node['enum']).map((value) => ({ value, label: sentenceCase(value) }))
  const fromConst = [...nodes(node['anyOf']), ...nodes(node['oneOf'])].flatMap((member) => {
    const value = text(member['const'])
    return value === null ? [] : [{ value, label: text(member['title']) ?? sentenceCase(value) }]
  })
  return fromEnum.length > 0 ? fromEnum : fromConst
}

function initialValue(control: Control, given: unknown): SettingValue {
  if (control.kind === 'switch') return given === true
  if (control.kind === 'list') return strings(given)
  return typeof given === 'string' || typeof given === 'number' ? given : ''
}

function asNode(value: unknown): Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

function nodes(value: unknown): readonly Node[] {
  return list(value).map(asNode)
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function strings(value: unknown): readonly string[] {
  return list(value).filter((each) => typeof each === 'string')
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined
}
