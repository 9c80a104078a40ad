import type { Kind } from '@patchbay/sdk'
import { looseEnum, type Note } from '@patchbay/sdk/shape'
import { isImage } from './origin.ts'
import type { ProjectFacts } from './target.ts'

const everyKind: readonly Kind[] = ['dependency', 'container', 'code', 'license', 'infrastructure', 'operational']

/** Project types that hold nothing but one family. All others may hold any. */
const onlyKind: ReadonlyMap<string, Kind> = new Map([
  ['sast', 'code'],
  ['armconfig', 'infrastructure'],
  ['cloudformationconfig', 'infrastructure'],
  ['helmconfig', 'infrastructure'],
  ['k8sconfig', 'infrastructure'],
  ['terraformconfig', 'infrastructure'],
  ['terraformplan', 'infrastructure'],
])

const issueKind = looseEnum<Kind | 'package'>(
  'attributes.type',
  {
    package_vulnerability: 'package',
    license: 'license',
    code: 'code',
    config: 'infrastructure',
    cloud: 'infrastructure',
    custom: 'infrastructure',
  },
  'operational',
)

/** Families a project of this type can report at all. */
export function familiesOf({ type }: ProjectFacts): readonly Kind[] {
  const only = onlyKind.get(type ?? '')
  return only === undefined ? everyKind : [only]
}

/** The family of an issue. Snyk does not tell vulnerable packages of an image from those of a repository; the project does. */
export function kindOf(type: string, project: ProjectFacts, note: Note): Kind {
  const kind = issueKind(type, note)
  if (kind !== 'package') return kind
  return isImage(project) || project.type === 'dockerfile' ? 'container' : 'dependency'
}
