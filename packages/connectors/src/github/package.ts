import type { PackageEvidence } from '@patchbay/sdk'
import { cleanText, looseEnum, type Note, packageUrl, textOrNull } from '@patchbay/sdk/shape'
import type { DependabotAlert } from './schema.ts'

/** GitHub's names of ecosystems, as purl types. */
const purlType = looseEnum<string>(
  'dependency.package.ecosystem',
  {
    actions: 'github',
    composer: 'composer',
    erlang: 'hex',
    go: 'golang',
    maven: 'maven',
    npm: 'npm',
    nuget: 'nuget',
    pip: 'pypi',
    pub: 'pub',
    rubygems: 'gem',
    rust: 'cargo',
    swift: 'swift',
  },
  'generic',
)

const directness = looseEnum<boolean | null>(
  'dependency.relationship',
  { direct: true, transitive: false, unknown: null, inconclusive: null },
  null,
)

/** The package. Which version is installed an alert does not say, only which ones are vulnerable. */
export function packageOf({ dependency, security_vulnerability: range }: DependabotAlert, note: Note): PackageEvidence | null {
  const { name, ecosystem } = dependency.package
  const purl = packageUrl(purlType(ecosystem, note), name, null)
  if (purl === null) return null
  return {
    purl,
    name: cleanText(name, 300),
    version: null,
    direct: directness(dependency.relationship, note),
    fixedVersion: textOrNull(range?.first_patched_version?.identifier, 200),
  }
}
