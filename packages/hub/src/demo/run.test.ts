import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { DemoSummary } from './summarise.ts'

const launcher = join(import.meta.dirname, '../../bin/patchbay.js')

describe('the demo', () => {
  it('ends with every vendor connected, a fix proved, and destinations that hold what the hub has', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [launcher, 'demo', '--once', '--json', '--port', '0'])
    const summary: DemoSummary = JSON.parse(stdout)

    expect(summary.connections.filter(({ state }) => state !== 'connected')).toEqual([])
    expect(Object.keys(summary.records)).toEqual(['GOOD'])
    expect(Object.keys(summary.operations)).toEqual(['complete'])
    expect(summary.feeds.map(({ problem }) => problem)).toEqual([null, null, null])
    expect(summary.vulnerabilities.knownExploited).toBeGreaterThan(0)
    expect(summary.remediations).toMatchObject({ resolved: 1 })
    expect(Object.keys(summary.uploads ?? {})).toEqual(['success'])
    const [bucket, ...services] = summary.destinations ?? []
    expect(bucket).toMatchObject({ label: 'Bucket (demo)', open: bucket?.hub })
    expect(services.map(({ label }) => label)).toEqual(['DefectDojo (demo)', 'Wiz (demo)'])
    for (const { open, hub, resolved } of services) expect({ open, fixed: resolved > 0 }).toEqual({ open: hub, fixed: true })
  })
})
