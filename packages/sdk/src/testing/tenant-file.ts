import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import type { z } from 'zod'
import { parsePurl } from './ecosystem.ts'
import { deriveCommit, deriveRepositoryId, parseCloneUrl } from './repository-address.ts'
import { createTenant, type Tenant, type TenantFinding, type TenantRepository } from './tenant.ts'
import { type TenantLine, tenantLine } from './tenant-line.ts'

/** A tenant file that cannot be used; the message names the file, the line and the field. */
export class TenantFileError extends Error {
  override readonly name = 'TenantFileError'
}

export interface TenantFileOptions {
  /** Known repositories; lines are matched to them by clone address or name. */
  readonly repositories?: readonly TenantRepository[]
}

/**
 * Reads newline-delimited JSON, one finding a line. Needed are the repository (`cloneUrl` or `fullName`), the package (`purl`,
 * or `package` with `ecosystem` and `version`), one identifier and the severity; code, secret and licence findings have a
 * `rule` instead of an identifier. Unknown fields are ignored, empty lines skipped.
 */
export async function readTenantFile(path: string, options: TenantFileOptions = {}): Promise<Tenant> {
  const repositories: TenantRepository[] = [...(options.repositories ?? [])]
  const places = new Map(repositories.flatMap((known, index) => namesOf(known).map((name) => [name, index])))
  const rows: { repository: number; finding: TenantFinding }[] = []
  const keys = new Map<string, number>()
  let number = 0

  await using file = await openFile(path)
  for await (const text of file.readLines({ encoding: 'utf8' })) {
    number += 1
    const trimmed = text.replace(/^\uFEFF/, '').trim()
    if (trimmed === '') continue
    const line = parseLine(trimmed, `${path}, line ${number}`)
    const repository = toRepository(line)
    const name = repositoryName(repository)
    let place = places.get(name)
    if (place === undefined) {
      place = repositories.push(repository) - 1
      places.set(name, place)
    }
    const key = uniqueKey(line, name, keys, { path, number })
    rows.push({ repository: place, finding: toFinding(line, key) })
  }
  return createTenant(repositories, rows)
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path)
  } catch (error) {
    throw new TenantFileError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function parseLine(text: string, where: string): TenantLine {
  const result = tenantLine.safeParse(parseJson(text, where))
  if (result.success) return result.data
  throw new TenantFileError(`${where}: ${result.error.issues.map(describe).join('; ')}`)
}

function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new TenantFileError(`${where}: not a JSON object (${error instanceof Error ? error.message : String(error)})`)
  }
}

function describe(issue: z.core.$ZodIssue): string {
  return `${issue.path.join('.') || 'line'}: ${issue.message}`
}

/** A key given twice is a mistake; two lines that merely say the same are told apart by their order. */
function uniqueKey(
  line: TenantLine,
  repository: string,
  keys: Map<string, number>,
  where: { readonly path: string; readonly number: number },
): string {
  if (line.key !== undefined) {
    const earlier = keys.get(line.key)
    if (earlier !== undefined) {
      throw new TenantFileError(`${where.path}, line ${where.number}: key: "${line.key}" was already used on line ${earlier}`)
    }
    keys.set(line.key, where.number)
    return line.key
  }
  const evidence = [repository, line.kind, line.manifest, line.purl, line.identifiers[0], line.rule?.id, line.location?.path]
  for (let nth = 1; ; nth += 1) {
    const key = createHash('sha256')
      .update(JSON.stringify([...evidence, nth]))
      .digest('hex')
      .slice(0, 20)
    if (keys.has(key)) continue
    keys.set(key, where.number)
    return key
  }
}

function toRepository({ repository }: TenantLine): TenantRepository {
  const address = repository.cloneUrl === undefined ? undefined : parseCloneUrl(repository.cloneUrl)
  const fullName = repository.fullName ?? address?.path ?? ''
  const cloneUrl = repository.cloneUrl ?? `https://github.com/${fullName}.git`
  return {
    id: deriveRepositoryId(cloneUrl),
    fullName,
    cloneUrl,
    defaultBranch: repository.defaultBranch ?? 'main',
    commit: repository.commit ?? deriveCommit(cloneUrl),
    visibility: repository.visibility ?? 'private',
    archived: repository.archived ?? false,
    topics: [],
    formerNames: [],
    knownTo: 'everyone',
    teams: [],
    branches: [],
  }
}

function repositoryName(repository: TenantRepository): string {
  const address = repository.cloneUrl === null ? undefined : parseCloneUrl(repository.cloneUrl)
  return (address ? `${address.host}/${address.path}` : repository.fullName).toLowerCase()
}

/** A known repository is found by its address and, for lines that give only a name, by `github.com/<name>` too. */
function namesOf(repository: TenantRepository): readonly string[] {
  return [repositoryName(repository), `github.com/${repository.fullName}`.toLowerCase()]
}

function toFinding(line: TenantLine, key: string): TenantFinding {
  const [id, ...aliases] = line.identifiers
  const parsed = line.purl === undefined ? undefined : parsePurl(line.purl)
  const version = parsed?.version ?? line.version
  return {
    key,
    kind: line.kind,
    title: line.title ?? [id ?? line.rule?.name ?? line.rule?.id, parsed && `in ${parsed.name}`].filter(Boolean).join(' '),
    severity: line.severity,
    manifest: line.manifest ?? null,
    package:
      parsed && version !== undefined
        ? {
            purl: parsed.purl,
            ecosystem: line.ecosystem ?? parsed.ecosystem,
            name: line.package ?? parsed.name,
            version,
            direct: line.direct ?? null,
            scope: line.scope ?? null,
          }
        : null,
    advisory: id === undefined ? null : toAdvisory(line, id, aliases),
    rule: line.rule ? { id: line.rule.id, name: line.rule.name ?? null } : null,
    location: line.location
      ? {
          path: line.location.path,
          startLine: line.location.startLine ?? 1,
          endLine: line.location.endLine ?? line.location.startLine ?? 1,
          snippet: line.location.snippet ?? null,
        }
      : null,
    image: line.image ? toImage(line.image) : null,
    cwe: line.cwe ?? [],
    detectedAt: line.detectedAt ?? line.published ?? null,
    reachability: line.reachability ?? 'unknown',
    triage: line.triage ?? null,
  }
}

function toImage({ name, tag, digest, source, base }: NonNullable<TenantLine['image']>): NonNullable<TenantFinding['image']> {
  const built = source && { url: source.url, dockerfile: source.dockerfile ?? null }
  return { name, tag, digest: digest ?? null, ...(built && { source: built }), ...(base && { base }) }
}

function toAdvisory(line: TenantLine, id: string, aliases: readonly string[]): TenantFinding['advisory'] {
  return {
    id,
    aliases,
    cve: line.cve ?? line.identifiers.find((identifier) => identifier.startsWith('CVE-')) ?? null,
    cvssVector: line.cvssVector ?? null,
    cvssScore: line.cvssScore ?? null,
    affectedRange: line.affectedRange ?? null,
    fixedVersions: line.fixedVersions ?? [],
    published: line.published ?? null,
    modified: line.modified ?? line.published ?? null,
    kev: line.kev ?? false,
    epss: line.epss ?? null,
  }
}
