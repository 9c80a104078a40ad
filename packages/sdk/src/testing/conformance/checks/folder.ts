import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect } from 'vitest'
import { z } from 'zod'
import { kinds } from '../../../model/kind.ts'
import type { Chapter } from '../check.ts'
import { worldFile } from '../world-file.ts'

const headings = ['What it brings in', 'Before you start', 'Settings', 'What is not supported']

const sentence = z.string().regex(/^\S.{8,300}$/, { error: 'is no sentence' })
const sentences = z.array(sentence).min(1)

const Manifest = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: 'is not kebab-case' }),
  name: z.string().regex(/^\S.{0,60}$/),
  category: z.enum(['scanner', 'source-control', 'destination', 'ticketing', 'chat']),
  stage: z.enum(['stable', 'beta']),
  summary: sentence,
  brings: sentences,
  leavesOut: sentences,
  steps: sentences,
  documentation: z.url({ protocol: /^https$/ }),
  mark: z.strictObject({
    icon: z.string().min(1).optional(),
    letters: z.string().regex(/^[A-Z0-9]{1,3}$/),
    color: z.string().regex(/^#[0-9A-F]{6}$/i, { error: 'is no colour like #26D07C' }),
  }),
  families: z
    .array(z.strictObject({ kind: z.enum(kinds), label: z.string().min(1), byDefault: z.boolean() }))
    .refine((families) => new Set(families.map(({ kind }) => kind)).size === families.length, {
      error: 'names a family twice',
    }),
  findingIds: z.enum(['stable', 'unstable']).optional(),
  targetsPerSync: z.union([z.int().min(1), z.literal('all')]).optional(),
})

export const folder: Chapter = {
  title: 'The folder',
  checks: [
    {
      title: 'has a manifest with everything the hub and the docs show',
      run: ({ kit }) => {
        const parsed = Manifest.safeParse(kit.plugin.manifest)

        expect(parsed.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? []).toEqual([])
      },
    },
    {
      title: 'has the name of its folder as its id',
      run: (stage) => {
        expect(stage.kit.plugin.manifest.id).toBe(basename(stage.folder))
      },
    },
    {
      title: 'can do what its category promises, and names families exactly when it reports findings',
      run: ({ kit: { plugin } }) => {
        const { category, families, findingIds } = plugin.manifest
        const reports = plugin.capabilities.includes('sync')

        if (category === 'scanner') expect(plugin.capabilities).toEqual(expect.arrayContaining(['discover', 'sync']))
        if (category === 'source-control') expect(plugin.capabilities).toContain('repositories')
        if (category === 'chat') expect(plugin.capabilities).toContain('notify')
        if (category === 'ticketing') expect(plugin.capabilities).toContain('tickets')
        expect(plugin.capabilities.length, 'things it can do').toBeGreaterThan(0)
        expect(families.length > 0).toBe(reports)
        expect(findingIds !== undefined).toBe(reports)
      },
    },
    {
      title: 'has a README with the four headings, each with something below it',
      run: (stage) => {
        const sections = readme(stage.folder).split(/^## /m).slice(1)
        const filled = sections.map((section) => section.split('\n')).filter(([, ...body]) => body.join('').trim() !== '')

        expect(filled.map(([heading]) => heading?.trim())).toEqual(headings)
      },
    },
    {
      title: 'explains every setting in its README',
      run: (stage) => {
        const settings =
          readme(stage.folder)
            .split(/^## /m)
            .find((section) => section.startsWith('Settings')) ?? ''

        expect(
          Object.keys(propertiesOf(stage.kit.plugin.configSchema)).filter((name) => !settings.includes(`\`${name}\``)),
        ).toEqual([])
      },
    },
    {
      title: 'has an emulator of the vendor for the kit to start',
      run: (stage) => {
        expect(existsSync(join(stage.folder, worldFile))).toBe(true)
      },
    },
  ],
}

function readme(where: string): string {
  const file = join(where, 'README.md')
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

/** The settings in a connector's JSON Schema. */
export function propertiesOf(
  schema: Readonly<Record<string, unknown>>,
): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  return z.record(z.string(), z.record(z.string(), z.unknown())).parse(schema['properties'])
}
