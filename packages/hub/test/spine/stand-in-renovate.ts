// Stands in for Renovate: reads its settings and token as Renovate does, keeps to them, and speaks to the platform by itself.
import { readFileSync } from 'node:fs'

interface Rule {
  readonly matchPackageNames: readonly string[]
  readonly enabled: boolean
  readonly allowedVersions?: string
  readonly branchTopic?: string
  readonly prTitle?: string
}

interface Settings {
  readonly platform: string
  readonly endpoint: string
  readonly repositories: readonly string[]
  readonly branchPrefix: string
  readonly enabledManagers: readonly string[]
  readonly dryRun: string | null
  readonly packageRules: readonly Rule[]
}

/** What it reads of any answer. */
interface Answer {
  readonly default_branch: string
  readonly content: string
  readonly object: { readonly sha: string }
  readonly tree: { readonly sha: string }
  readonly sha: string
  readonly number: number
}

/** What its registry has. */
const versions: Readonly<Record<string, readonly string[]>> = { lodash: ['4.17.15', '4.17.20', '4.17.21', '5.0.0'] }

const settings = JSON.parse(readFileSync(process.env['RENOVATE_CONFIG_FILE'] ?? '', 'utf8')) as Settings
const token = process.env['RENOVATE_TOKEN'] ?? ''
const say = (line: string) => console.log(`INFO: ${line}`)

async function call(method: string, path: string, body?: unknown): Promise<Answer> {
  const headers = { authorization: `Bearer ${token}`, 'user-agent': 'renovate', 'content-type': 'application/json' }
  const answer = await fetch(`${settings.endpoint}${path}`, {
    method,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  if (answer.ok) return (await answer.json()) as Answer
  console.error(`FATAL: ${method} ${path} answered ${answer.status} to ${token}`)
  process.exit(1)
}

function ruleOf(name: string): Rule | undefined {
  return settings.packageRules.findLast(({ matchPackageNames }) => matchPackageNames.some((one) => one === '*' || one === name))
}

async function update(repository: string): Promise<void> {
  say(`Repository started ${repository} with ${token}`)
  say(`Environment: ${Object.keys(process.env).toSorted().join(' ')}`)
  const { default_branch: base } = await call('GET', `repos/${repository}`)
  const { content } = await call('GET', `repos/${repository}/contents/package.json?ref=${base}`)
  const before = Buffer.from(content, 'base64').toString()
  for (const [name, range] of Object.entries(JSON.parse(before).dependencies as Record<string, string>)) {
    const rule = ruleOf(name)
    const allowed = new RegExp(rule?.allowedVersions?.slice(1, -1) ?? '')
    const version = versions[name]?.filter((one) => allowed.test(one)).at(-1)
    if (rule?.enabled !== true || version === undefined || !settings.enabledManagers.includes('npm')) continue
    const branch = `${settings.branchPrefix}${rule.branchTopic}`
    if (settings.dryRun === 'full') {
      say(`DRY-RUN: Would commit files to branch ${branch}: ${name} ${range} -> ${version}`)
      continue
    }
    const { object } = await call('GET', `repos/${repository}/git/ref/heads/${base}`)
    const { tree } = await call('GET', `repos/${repository}/git/commits/${object.sha}`)
    const file = { path: 'package.json', mode: '100644', type: 'blob', content: before.replace(range, `^${version}`) }
    const made = await call('POST', `repos/${repository}/git/trees`, { base_tree: tree.sha, tree: [file] })
    const message = rule.prTitle ?? 'Update'
    const commit = await call('POST', `repos/${repository}/git/commits`, { message, tree: made.sha, parents: [object.sha] })
    await call('POST', `repos/${repository}/git/refs`, { ref: `refs/heads/${branch}`, sha: commit.sha })
    const pull = await call('POST', `repos/${repository}/pulls`, { title: message, head: branch, base, body: 'By Renovate.' })
    say(`PR created ${pull.number}`)
  }
}

for (const repository of settings.repositories) await update(repository)
