import type { Kind } from '@patchbay/sdk'
import type { Note } from '@patchbay/sdk/shape'
import { isBaseImage } from './image.ts'
import type { Issue } from './schema.ts'

interface Category {
  /** As the API spells it; more than one where screens and exports differ. */
  readonly names: readonly [string, ...string[]]
  /** Families an issue of it can belong to, the usual one first. */
  readonly kinds: readonly [Kind, ...Kind[]]
}

const categories: readonly Category[] = [
  { names: ['Open Source Security'], kinds: ['dependency', 'container'] },
  { names: ['Container Security'], kinds: ['container'] },
  { names: ['Code Security'], kinds: ['code'] },
  { names: ['Secret/PII Scan', 'Secret / PII Scan'], kinds: ['secret'] },
  { names: ['Infrastructure as Code Scan'], kinds: ['infrastructure'] },
  { names: ['Cloud Security'], kinds: ['infrastructure'] },
  { names: ['SBOM'], kinds: ['supply-chain', 'license', 'malware'] },
  { names: ['Git Posture'], kinds: ['supply-chain'] },
  { names: ['CI/CD Posture'], kinds: ['supply-chain'] },
  { names: ['Artifact Integrity'], kinds: ['supply-chain'] },
  { names: ['Security Tool Coverage'], kinds: ['operational'] },
  { names: ['API Security'], kinds: ['operational'] },
  { names: ['Dynamic App Security'], kinds: ['operational'] },
  { names: ['Manual Upload'], kinds: ['operational'] },
]

const byName = new Map(categories.flatMap((category) => category.names.map((name) => [plain(name), category] as const)))

/** Every family OX can report. */
export const families: readonly Kind[] = [...new Set(categories.flatMap(({ kinds }) => kinds))]

/** Names of the categories that cannot hold a wanted finding, in every spelling. */
export function categoriesWithout(wanted: readonly Kind[]): readonly string[] {
  return categories.filter(({ kinds }) => !kinds.some((kind) => wanted.includes(kind))).flatMap(({ names }) => names)
}

/** The one family an issue belongs to. A category nobody documented is operational. */
export function kindOf(issue: Issue, note: Note): Kind {
  const name = issue.category.name
  const category = byName.get(plain(name))
  if (category === undefined) {
    note('category.name', name)
    return 'operational'
  }
  const [usual] = category.kinds
  // Vulnerable base images of Dockerfiles are filed under open source.
  if (usual === 'dependency') return isBaseImage(issue) ? 'container' : 'dependency'
  return category.kinds.includes('license') ? bomKind(issue) : usual
}

/** The bill of materials yields licenses, malicious packages, and packages that are merely old, in one category. */
function bomKind({ mainTitle, policy }: Issue): Kind {
  const words = `${policy?.name ?? ''} ${mainTitle ?? ''}`
  if (/licen[cs]e/i.test(words)) return 'license'
  return /malicious|malware/i.test(words) ? 'malware' : 'supply-chain'
}

function plain(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .split('/')
    .map((part) => part.trim().replaceAll(/\s+/g, ' '))
    .join('/')
}
