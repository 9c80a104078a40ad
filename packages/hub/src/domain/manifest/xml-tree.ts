import { SaxesParser } from 'saxes'

/** An element of a document, and where its content is in the text. */
export interface XmlElement {
  readonly name: string
  readonly children: XmlElement[]
  readonly start: number
  end: number
  /** As it is written; markup in it included. */
  content: string
}

/** The root element of an XML document; `null` for what is none. */
export function readXml(text: string): XmlElement | null {
  const parser = new SaxesParser({ position: true })
  const open: XmlElement[] = []
  const roots: XmlElement[] = []
  let isSound = true
  parser.on('error', () => {
    isSound = false
  })
  parser.on('opentag', ({ name }) => {
    const element: XmlElement = { name, children: [], start: parser.position, end: parser.position, content: '' }
    const around = open.at(-1)
    if (around === undefined) roots.push(element)
    else around.children.push(element)
    open.push(element)
  })
  parser.on('closetag', () => {
    const element = open.pop()
    if (element === undefined) return
    element.end = Math.max(element.start, text.lastIndexOf('</', parser.position - 1))
    element.content = text.slice(element.start, element.end)
  })
  parser.write(text).close()
  const [root] = roots
  return isSound && root !== undefined ? root : null
}

/** The elements a path of names leads to. */
export function elementsAt(element: XmlElement, ...path: readonly string[]): readonly XmlElement[] {
  return path.reduce<readonly XmlElement[]>(
    (found, name) => found.flatMap(({ children }) => children.filter((child) => child.name === name)),
    [element],
  )
}

/** The trimmed content of a child, where it is there once. */
export function textIn(element: XmlElement, name: string): string | null {
  const [only, ...more] = elementsAt(element, name)
  return only === undefined || more.length > 0 ? null : only.content.trim()
}
