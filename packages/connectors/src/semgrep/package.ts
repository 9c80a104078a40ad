import type { PackageEvidence } from '@patchbay/sdk'
import { looseEnum, type Note, packageUrl, textOrNull } from '@patchbay/sdk/shape'
import type { DependencyFinding } from './schema.ts'

const purlType = looseEnum<string>(
  'found_dependency.ecosystem',
  {
    no_package_manager: 'generic',
    npm: 'npm',
    pypi: 'pypi',
    gomod: 'golang',
    cargo: 'cargo',
    maven: 'maven',
    gem: 'gem',
    composer: 'composer',
    nuget: 'nuget',
    pub: 'pub',
    swiftpm: 'swift',
    hex: 'hex',
  },
  'generic',
)

const directness = looseEnum<boolean | null>(
  'found_dependency.transitivity',
  { direct: true, transitive: false, unknown: null },
  null,
)

export function packageOf(
  { found_dependency: found, fix_recommendations: fixes }: DependencyFinding,
  note: Note,
): PackageEvidence | null {
  const name = textOrNull(found.package, 300)
  if (name === null) return null
  const version = textOrNull(found.version, 200)
  const purl = packageUrl(purlType(found.ecosystem, note), name, version)
  if (purl === null) return null
  return {
    purl,
    name,
    version,
    direct: directness(found.transitivity, note),
    fixedVersion: fixedVersion(name, version, fixes ?? []),
  }
}

const order = new Intl.Collator('en', { numeric: true })

/** Of several release lines' fixes, the nearest one above the version in use; failing that, the first one given. */
function fixedVersion(
  name: string,
  version: string | null,
  fixes: NonNullable<DependencyFinding['fix_recommendations']>,
): string | null {
  const offered = fixes.flatMap((fix) => {
    const fixed = fix.package?.trim().toLowerCase() === name.toLowerCase() ? textOrNull(fix.version, 200) : null
    return fixed === null ? [] : [fixed]
  })
  const above = version === null ? [] : offered.filter((fixed) => order.compare(fixed, version) > 0)
  return above.toSorted(order.compare)[0] ?? offered[0] ?? null
}
