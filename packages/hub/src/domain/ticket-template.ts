import type { TicketBlock, TicketLine, TicketText } from '@patchbay/sdk'

/** What a ticket can say of its remediation, with what it stands for. */
export const ticketVariables = {
  title: 'what is to be done: Upgrade lodash 4.17.4 → 4.17.21',
  asset: 'the repository or image it is in',
  product: 'its product',
  priority: 'how urgent it is: critical, high …',
  due: 'the day by which it is due',
  owner: 'whoever does it',
  count: 'how many open vulnerabilities it closes',
  link: 'the page of the remediation in Patchbay',
  upgrades: 'a list: each package with its version now and the one to go to',
  vulnerabilities: 'a list: each open vulnerability it closes, the worst first',
} as const

export type TicketVariable = keyof typeof ticketVariables

const lists = ['upgrades', 'vulnerabilities'] as const

type ListVariable = (typeof lists)[number]
type WordVariable = Exclude<TicketVariable, ListVariable>

/** Values of the variables. A word that is not known is left out together with its line. */
export type TicketValues = { readonly [V in WordVariable]: string | null } & {
  readonly [V in ListVariable]: readonly TicketLine[]
}

export interface TicketTemplate {
  /** One line. */
  readonly title: string
  /**
   * Paragraphs with blank lines between them; lines that begin with `- ` are a list, and a list variable stands on a line of its own.
   */
  readonly text: string
}

export const defaultTicketTemplate: TicketTemplate = {
  title: '{{title}} in {{asset}}',
  text: `{{title}} in {{asset}}. This closes {{count}} open vulnerabilities.

{{upgrades}}

Open vulnerabilities it closes:

{{vulnerabilities}}

- Product: {{product}}
- Priority: {{priority}}
- Due: {{due}}
- Owner: {{owner}}

More, and what became of it: {{link}}

A scan has to prove the fix. When one does, this ticket is closed; when something is left, it says so here.`,
}

const pattern = /\{\{\s*([^{}]*?)\s*\}\}/g

/** What is wrong with a template, in sentences; empty when nothing is. */
export function templateComplaints({ title, text }: TicketTemplate): {
  readonly [Part in keyof TicketTemplate]: readonly string[]
} {
  const titled = namesIn(title)
  const inTitle = [
    ...unknown(titled),
    ...titled.filter(isList).map((name) => `{{${name}}} is a list and has no place in a title.`),
    ...(title.trim() === '' ? ['A ticket needs a title.'] : []),
  ]
  const crowded = text.split('\n').flatMap((line) => namesIn(line).filter((name) => isList(name) && !isAlone(line)))
  return {
    title: inTitle,
    text: [...unknown(namesIn(text)), ...crowded.map((name) => `{{${name}}} is a list: put it on a line of its own.`)],
  }
}

function unknown(names: readonly string[]): readonly string[] {
  const known = Object.keys(ticketVariables)
  const all = known.map((name) => `{{${name}}}`).join(', ')
  return names.filter((name) => !known.includes(name)).map((name) => `There is no variable {{${name}}}. There are ${all}.`)
}

/** Title and text of a ticket. */
export function fillTemplate(
  template: TicketTemplate,
  values: TicketValues,
): { readonly title: string; readonly text: TicketText } {
  const title = lineOf(template.title, values)
    .map(({ text }) => text)
    .join('')
  return { title, text: template.text.split(/\n\s*\n/).flatMap((part) => blocksOf(part.trim(), values)) }
}

function blocksOf(part: string, values: TicketValues): readonly TicketBlock[] {
  const lines = part
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !saysNothing(line, values))
  const blocks: TicketBlock[] = []
  for (const line of lines) {
    const [only = ''] = namesIn(line)
    if (isList(only) && isAlone(line))
      blocks.push(...(values[only].length === 0 ? [] : [{ kind: 'list', lines: values[only] } as const]))
    else if (line.startsWith('- ')) join(blocks, { kind: 'list', lines: [lineOf(line.slice(2), values)] })
    else join(blocks, { kind: 'paragraph', line: lineOf(line, values) })
  }
  return blocks
}

/** Lines of one kind one after the other are one block. */
function join(blocks: TicketBlock[], next: TicketBlock): void {
  const last = blocks.at(-1)
  if (last?.kind === 'list' && next.kind === 'list')
    blocks.splice(-1, 1, { kind: 'list', lines: [...last.lines, ...next.lines] })
  else if (last?.kind === 'paragraph' && next.kind === 'paragraph')
    blocks.splice(-1, 1, { kind: 'paragraph', line: [...last.line, { text: ' ' }, ...next.line] })
  else blocks.push(next)
}

function lineOf(line: string, values: TicketValues): TicketLine {
  // Every second piece is the name of a variable.
  return line.split(pattern).flatMap((piece, index) => {
    if (index % 2 === 0) return piece === '' ? [] : [{ text: piece }]
    const value = isWord(piece) ? values[piece] : null
    if (value === null) return []
    return piece === 'link' ? [{ text: value, url: value }] : [{ text: value }]
  })
}

/** A line whose only purpose is to tell what nobody knows. */
function saysNothing(line: string, values: TicketValues): boolean {
  const words = namesIn(line).filter(isWord)
  return words.length > 0 && words.every((name) => values[name] === null)
}

function namesIn(text: string): readonly string[] {
  return [...text.matchAll(pattern)].map(([, name = '']) => name)
}

function isAlone(line: string): boolean {
  return line.replace(pattern, '').trim() === '' && namesIn(line).length === 1
}

function isList(name: string): name is ListVariable {
  return lists.some((list) => list === name)
}

function isWord(name: string): name is WordVariable {
  return name in ticketVariables && !isList(name)
}
