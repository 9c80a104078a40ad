import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Plugin } from '@patchbay/sdk'
import { z } from 'zod'
import { connectorsFolder } from '../../packages/connectors/src/folder.ts'
import { loadConnectors } from '../../packages/hub/src/runtime/loader.ts'

const folder = 'docs/reference/connectors'
const header = (from: string) => `Written by \`npm run generate\` from ${from}. Do not edit.`

const Field = z.object({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  title: z.string().optional(),
  description: z.string().optional(),
  default: z.unknown().optional(),
  examples: z.array(z.unknown()).optional(),
  secret: z.boolean().optional(),
})

const Settings = z.object({ properties: z.record(z.string(), Field), required: z.array(z.string()).optional() })

type Setting = z.output<typeof Field> & { readonly name: string; readonly required: boolean }

/** A page for each connector and one that lists them, by path. */
export async function connectorPages(): Promise<Readonly<Record<string, string>>> {
  const plugins = [...(await loadConnectors([connectorsFolder])).values()]
  const pages = await Promise.all(
    plugins.map(async (plugin) => {
      const { id } = plugin.manifest
      const readme = await readFile(join(connectorsFolder, id, 'README.md'), 'utf8')
      return [`${folder}/${id}.md`, connectorPage(plugin, readme)] as const
    }),
  )
  return { [`${folder}/README.md`]: indexPage(plugins), ...Object.fromEntries(pages) }
}

function indexPage(plugins: readonly Plugin[]): string {
  const rows = plugins.map(({ manifest, capabilities }) => {
    const families = manifest.families.map(({ label }) => label).join(', ')
    return `| [${manifest.name}](${manifest.id}.md) | ${manifest.category} | ${manifest.stage} | ${capabilities.join(', ')} | ${families || '—'} |`
  })
  return [
    '# Connectors',
    '',
    header('their manifests'),
    '',
    '| connector | category | stage | can | families |',
    '|---|---|---|---|---|',
    ...rows,
    '',
    'Every one of them passes the same tests: [what is tested, and on which](../conformance.md).',
    'To write one: [Adding a connector](../../develop/adding-a-connector.md).',
    '',
  ].join('\n')
}

/** Everything the connector says about itself. */
export function connectorPage(plugin: Plugin, readme: string): string {
  const { manifest } = plugin
  return [
    `# ${manifest.name}`,
    '',
    header('the connector’s manifest, settings and README'),
    '',
    manifest.summary,
    '',
    ...facts(plugin),
    '',
    sectionsOf(readme, manifest.id),
    '',
    '## In the API',
    '',
    ...settingsTable(plugin),
    '',
    ...example(plugin),
    '',
  ].join('\n')
}

function facts({ manifest, capabilities }: Plugin): readonly string[] {
  return [
    '| | |',
    '|---|---|',
    `| id | \`${manifest.id}\` |`,
    `| category | ${manifest.category} |`,
    `| stage | ${manifest.stage} |`,
    `| can | check, ${capabilities.join(', ')} |`,
    ...(manifest.families.length === 0 ? [] : [`| families | ${familiesOf(manifest)} |`]),
    ...(manifest.findingIds === undefined ? [] : [`| findings are known by | ${identityOf(manifest.findingIds)} |`]),
    `| the vendor’s documentation | <${manifest.documentation}> |`,
  ]
}

function familiesOf({ families }: Plugin['manifest']): string {
  return families
    .map(({ kind, label, byDefault }) => `${label} (\`${kind}\`${byDefault ? ', selected at first' : ''})`)
    .join('; ')
}

function identityOf(findingIds: 'stable' | 'unstable'): string {
  return findingIds === 'stable' ? 'the vendor’s id; a run that died goes on' : 'evidence; a run that died starts over'
}

/** The README without its title, its links leading where they led. */
function sectionsOf(readme: string, id: string): string {
  const start = readme.indexOf('## ')
  return readme
    .slice(Math.max(start, 0))
    .trimEnd()
    .replaceAll(/\]\((?!https?:|mailto:|#)([^)]+)\)/g, `](../../../packages/connectors/src/${id}/$1)`)
}

function settingsOf({ configSchema }: Plugin): readonly Setting[] {
  const { properties, required = [] } = Settings.parse(configSchema)
  return Object.entries(properties).map(([name, field]) => ({ ...field, name, required: required.includes(name) }))
}

function settingsTable(plugin: Plugin): readonly string[] {
  const rows = settingsOf(plugin).map((setting) => {
    const needed = setting.required ? 'yes' : 'no'
    const usual = setting.default === undefined ? '' : `\`${String(setting.default)}\``
    const description = cell([setting.title, setting.description].filter((text) => text !== undefined).join(': '))
    return `| \`${setting.name}\` | ${typeOf(setting)} | ${needed} | ${setting.secret ? 'yes' : 'no'} | ${usual} | ${description} |`
  })
  return ['| setting | type | always needed | secret | default | meaning |', '|---|---|---|---|---|---|', ...rows]
}

function typeOf({ type }: Setting): string {
  return [type ?? 'any'].flat().join(' or ')
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ')
}

/** What `POST /connections` takes; made of the settings that are always needed, or else of the first. */
function example(plugin: Plugin): readonly string[] {
  const settings = settingsOf(plugin)
  const needed = settings.filter(({ required }) => required)
  const shown = needed.length > 0 ? needed : settings.slice(0, 1)
  const config = Object.fromEntries(shown.map(({ name, examples, secret }) => [name, secret ? '…' : (examples?.[0] ?? '…')]))
  const body = { connector: plugin.manifest.id, label: plugin.manifest.name, config }
  return ['```http', 'POST /api/v1/connections', '', JSON.stringify(body, null, 2), '```']
}
