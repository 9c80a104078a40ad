import type { Reachability } from '../model/reachability.ts'
import type { Severity } from '../model/severity.ts'
import { buildPurl } from './ecosystem.ts'
import { deriveCommit } from './repository-address.ts'
import type { Tenant, TenantAdvisory, TenantFinding, TenantPackage, TenantRepository } from './tenant.ts'

/** One time the whole tenant was scanned again and some of it came out differently. */
export interface SyntheticRound {
  /** Share of the findings that changed, 0–1. */
  readonly fraction: number
  /** Numbers the rounds; the same number changes the same findings. */
  readonly round: number
  /** When, ISO 8601. */
  readonly moment: string
}

/** A tenant of any size that costs no memory: each finding is worked out from its position. */
export interface SyntheticTenant extends Tenant {
  readonly synthetic: true
  /** How many findings of one repository there are before they move on to another folder with manifests of its own. */
  readonly lap: number
  /** Rounds so far, oldest first. */
  readonly rounds: readonly SyntheticRound[]
  /** Changes that share of the findings: another severity, and the advisory's date of modification moves. */
  change(fraction: number, round: number, moment: Date | string): void
  /** Whether that round changes the finding at a position. */
  isChanged(position: number, round: SyntheticRound): boolean
}

export function isSynthetic(tenant: Tenant): tenant is SyntheticTenant {
  return 'synthetic' in tenant && tenant.synthetic === true
}

/** Everything follows from the three numbers: ids, dates and severities are the same on every machine. */
export function syntheticTenant(size: {
  readonly projects: number
  readonly findings: number
  readonly seed?: number
}): SyntheticTenant {
  const { projects, findings, seed = 1 } = size
  const rounds: SyntheticRound[] = []
  const isChanged = (position: number, { fraction, round }: SyntheticRound) => mix(seed, round, position) / 2 ** 32 < fraction

  return {
    synthetic: true,
    lap: problems,
    rounds,
    repositories: Array.from({ length: projects }, (_, index) => repositoryAt(index)),
    size: findings,
    span: (repository) => ({ start: startOf(repository, size), end: startOf(repository + 1, size) }),
    at: (position) => {
      if (position < 0 || position >= findings) throw new RangeError(`There is no finding ${position}; there are ${findings}.`)
      const changes = rounds.length === 0 ? rounds : rounds.filter((round) => isChanged(position, round))
      return findingAt(position, { size, seed, changes })
    },
    change: (fraction, round, moment) => {
      rounds.push({ fraction, round, moment: new Date(moment).toISOString() })
    },
    isChanged,
  }
}

/** Findings are dealt out evenly; the first repositories get one more when it does not divide. */
function startOf(repository: number, size: { projects: number; findings: number }): number {
  const each = Math.floor(size.findings / size.projects)
  return repository * each + Math.min(repository, size.findings % size.projects)
}

function repositoryOf(position: number, size: { projects: number; findings: number }): number {
  const each = Math.floor(size.findings / size.projects)
  const larger = size.findings % size.projects
  const boundary = larger * (each + 1)
  return position < boundary ? Math.floor(position / (each + 1)) : larger + Math.floor((position - boundary) / each)
}

function repositoryAt(index: number): TenantRepository {
  const fullName = `synthetic-${Math.floor(index / 100)}/service-${String(index).padStart(5, '0')}`
  const cloneUrl = `https://github.com/${fullName}.git`
  return {
    id: 500_000_000 + index,
    fullName,
    cloneUrl,
    defaultBranch: 'main',
    commit: deriveCommit(cloneUrl),
    visibility: 'private',
    archived: false,
    topics: [],
    formerNames: [],
    knownTo: 'everyone',
    teams: [],
    branches: [],
  }
}

/** Distinct problems; a prime, so that walking it in steps meets every one. */
const problems = 20_011
const packages = 5003
const ecosystems = ['npm', 'Maven', 'PyPI', 'Go'] as const
const manifests = { npm: 'package-lock.json', Maven: 'pom.xml', PyPI: 'requirements.txt', Go: 'go.mod' } as const

const grades = [
  { severity: 'critical', score: 9.8, vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' },
  { severity: 'high', score: 7.5, vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H' },
  { severity: 'medium', score: 6.1, vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N' },
  { severity: 'low', score: 3.1, vector: 'CVSS:3.1/AV:N/AC:H/PR:L/UI:N/S:U/C:N/I:N/A:L' },
] as const satisfies readonly { severity: Severity; score: number; vector: string }[]

const reachable: readonly Reachability[] = [
  'unreachable',
  'unreachable',
  'potentially-reachable',
  'reachable-dependency',
  'reachable-function',
  'unknown',
]

interface Recipe {
  readonly size: { readonly projects: number; readonly findings: number }
  readonly seed: number
  readonly changes: readonly SyntheticRound[]
}

function findingAt(position: number, recipe: Recipe): TenantFinding {
  const repository = repositoryOf(position, recipe.size)
  const local = position - startOf(repository, recipe.size)
  const problem = problemAt((mix(recipe.seed, repository, 0) + local) % problems)
  const lap = Math.floor(local / problems)
  const grade = gradeAt(problem.number, recipe.changes.length)
  const chance = mix(recipe.seed, position, 7)
  const modified = recipe.changes.at(-1)?.moment ?? problem.advisory.published
  return {
    key: `synthetic-${position}`,
    kind: 'dependency',
    title: problem.title,
    severity: grade.severity,
    manifest: lap === 0 ? manifests[problem.ecosystem] : `module-${lap}/${manifests[problem.ecosystem]}`,
    package: dependencyAt(problem, repository),
    advisory: { ...problem.advisory, cvssVector: grade.vector, cvssScore: grade.score, modified },
    rule: null,
    location: null,
    image: null,
    cwe: problem.cwe,
    detectedAt: new Date(firstDetection + (chance % 900) * 86_400_000 + (chance >>> 6) * 10).toISOString(),
    reachability: reachable[chance % reachable.length] ?? 'unknown',
    triage: null,
  }
}

const firstDetection = Date.UTC(2024, 0, 1)

/** What all findings of one problem share. Worked out once: there are few problems however many findings. */
interface Problem {
  readonly number: number
  readonly title: string
  readonly ecosystem: (typeof ecosystems)[number]
  readonly packageName: string
  /** Package URL up to the version. */
  readonly purl: string
  readonly advisory: TenantAdvisory
  readonly cwe: readonly string[]
}

const known = new Map<number, Problem>()

function problemAt(number: number): Problem {
  const found = known.get(number)
  if (found) return found
  const ecosystem = ecosystems[number % ecosystems.length] ?? 'npm'
  const base = `synthetic-package-${number % packages}`
  const packageName = { npm: base, PyPI: base, Maven: `test.synthetic:${base}`, Go: `synthetic.test/${base}` }[ecosystem]
  const made = {
    number,
    title: `Synthetic weakness ${number} in ${packageName}`,
    ecosystem,
    packageName,
    purl: buildPurl(ecosystem, packageName, '0').slice(0, -1),
    advisory: advisoryAt(number),
    cwe: [`CWE-${[20, 22, 79, 89, 400, 502][number % 6]}`],
  }
  known.set(number, made)
  return made
}

function dependencyAt({ number, ecosystem, packageName, purl }: Problem, repository: number): TenantPackage {
  const version = `${ecosystem === 'Go' ? 'v' : ''}1.${(repository + number) % 20}.${number % 10}`
  return {
    purl: `${purl}${version}`,
    ecosystem,
    name: packageName,
    version,
    direct: (repository + number) % 3 === 0,
    scope: number % 5 === 0 ? 'dev' : 'prod',
  }
}

function advisoryAt(number: number): TenantAdvisory {
  const { score, vector } = gradeAt(number, 0)
  const cve = `CVE-${2016 + (number % 10)}-${900_000 + number}`
  const published = new Date(Date.UTC(2016 + (number % 10), number % 12, 1 + (number % 28))).toISOString()
  const fixed = `2.${number % 7}.0`
  return {
    id: ghsaAt(number),
    aliases: [cve],
    cve,
    cvssVector: vector,
    cvssScore: score,
    affectedRange: `<${fixed}`,
    fixedVersions: [fixed],
    published,
    modified: published,
    kev: number % 97 === 0,
    epss: { score: (number % 1000) / 1000, percentile: (number % 100) / 100 },
  }
}

function gradeAt(number: number, changes: number): (typeof grades)[number] {
  const usual = [1, 2, 1, 2, 3, 0, 2, 1][mix(number, 3, 5) % 8] ?? 1
  return grades[(usual + changes) % grades.length] ?? grades[1]
}

/** The alphabet GitHub uses for its ids. */
const alphabet = '23456789cfghjmpqrvwx'

function ghsaAt(number: number): string {
  let rest = number
  const letters = Array.from({ length: 12 }, (_, index) => {
    const letter = alphabet[index < 6 ? mix(number, index, 11) % 20 : rest % 20]
    if (index >= 6) rest = Math.floor(rest / 20)
    return letter
  }).join('')
  return `GHSA-${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8)}`
}

/** Three numbers to an even-looking unsigned 32-bit one (the finaliser of MurmurHash3). */
function mix(a: number, b: number, c: number): number {
  let hash =
    Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 0x7f4a7c15, 0xc2b2ae35) ^ Math.imul(c + 0x165667b1, 0x27d4eb2f)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
