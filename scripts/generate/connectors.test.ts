import { defineConnector } from '@patchbay/sdk'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { connectorPage } from './connectors.ts'

const plugin = defineConnector({
  manifest: {
    id: 'north-wind',
    name: 'North Wind',
    category: 'scanner',
    stage: 'beta',
    summary: 'Findings from the north.',
    brings: [],
    leavesOut: [],
    steps: [],
    documentation: 'https://north-wind.example/docs',
    mark: { letters: 'NW', color: '#000000' },
    families: [{ kind: 'code', label: 'Code', byDefault: true }],
    findingIds: 'stable',
  },
  config: z.object({
    token: z.string().meta({ title: 'Token', description: 'Scope read | write.', secret: true }),
    team: z.string().meta({ title: 'Team', description: 'Whose.', examples: ['red'] }),
    baseUrl: z.string().default('https://north-wind.example').meta({ title: 'Address', description: 'Where.' }),
  }),
  transport: () => ({ baseUrl: 'https://north-wind.example', auth: { kind: 'none' } }),
  check: async () => ({ sees: '', warnings: [] }),
})

const readme =
  '# North Wind\n\n## What it brings in\n\nSee [the schema](schema.ts) and [the vendor](https://north-wind.example).\n'

describe('the page of a connector', () => {
  const page = connectorPage(plugin, readme)

  it('says what the connector is and can', () => {
    expect(page).toContain('# North Wind\n')
    expect(page).toContain('Findings from the north.')
    expect(page).toContain('| families | Code (`code`, selected at first) |')
  })

  it('has every setting, with what the schema knows of it', () => {
    expect(page).toContain('| `token` | string | yes | yes |  | Token: Scope read \\| write. |')
    expect(page).toContain('| `baseUrl` | string | no | no | `https://north-wind.example` | Address: Where. |')
  })

  it('shows a request with what is needed, and no secret', () => {
    expect(page).toContain('"config": {\n    "token": "…",\n    "team": "red"\n  }')
  })

  it('holds the README without its title, its links leading where they led', () => {
    expect(page.match(/^# /gm)).toHaveLength(1)
    expect(page).toContain('[the schema](../../../packages/connectors/src/north-wind/schema.ts)')
    expect(page).toContain('[the vendor](https://north-wind.example)')
  })
})
