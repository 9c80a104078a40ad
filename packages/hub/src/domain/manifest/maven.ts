import { type Bump, editOf, isReached, type ManifestEdit, type Replacement } from './manifest-edit.ts'
import { elementsAt, readXml, textIn, type XmlElement } from './xml-tree.ts'

/** Moves a dependency in `pom.xml`: where its version stands, in a property of the same file, or where the file manages it. */
export function editPom(text: string, { name, to }: Bump): ManifestEdit {
  const project = readXml(text)
  if (project?.name !== 'project') return { kind: 'refused', reason: 'It is no project of Maven.' }
  const [group, artifact] = name.split(':')
  const places = [project, ...elementsAt(project, 'profiles', 'profile')]
  const isMeant = (one: XmlElement) => textIn(one, 'groupId') === group && textIn(one, 'artifactId') === artifact
  const managed = places
    .flatMap((place) => elementsAt(place, 'dependencyManagement', 'dependencies', 'dependency'))
    .filter(isMeant)
  const declared = places.flatMap((place) => elementsAt(place, 'dependencies', 'dependency')).filter(isMeant)
  const found = [...managed, ...declared].flatMap((dependency) => {
    const [version, ...more] = elementsAt(dependency, 'version')
    if (more.length > 0) return [refuse('It has two versions.')]
    if (version !== undefined) return [movedVersion(project, version, to)]
    return managed.length > 0
      ? []
      : [refuse('Its version is inherited: change it in the parent or in the list (BOM) it comes from.')]
  })
  return editOf(text, found)
}

function movedVersion(project: XmlElement, version: XmlElement, to: string): Replacement {
  const written = version.content.trim()
  const [, property] = /^\$\{([^${}]+)\}$/.exec(written) ?? []
  if (property === undefined) return moved(version, to)
  const [own, ...more] = elementsAt(project, 'properties', property)
  const elsewhere = elementsAt(project, 'profiles', 'profile', 'properties', property)
  if (own === undefined) return refuse(`Its version “${written}” is set in another file.`)
  if (more.length > 0 || elsewhere.length > 0) return refuse(`Its version “${written}” is set in several places.`)
  return moved(own, to)
}

function moved(element: XmlElement, to: string): Replacement {
  const written = element.content.trim()
  // Ranges, expressions, comments and entities are no version.
  const reached = /^[\w.+-]+$/.test(written) ? isReached('maven', written, to) : null
  if (reached === null) return refuse(`“${written}” is no single version.`)
  if (reached) return { kind: 'keep' }
  const start = element.start + element.content.indexOf(written)
  return { kind: 'replace', start, end: start + written.length, with: to }
}

function refuse(reason: string): Replacement {
  return { kind: 'refuse', reason }
}
