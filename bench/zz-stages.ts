import { readFileSync } from 'node:fs'
import { collectOddities, idAt, readRows } from '@patchbay/sdk/shape'
import { finding } from '../packages/connectors/src/endor-labs/schema.ts'
import { toSighting } from '../packages/connectors/src/endor-labs/map.ts'
import { preparePage } from '../packages/hub/src/usecases/sync/prepare-page.ts'
import { contentHash, findingIdentity } from '../packages/hub/src/domain/identity.ts'
import { newOccurrenceTally } from '../packages/hub/src/domain/occurrence.ts'
import { defaultRules } from '../packages/hub/src/domain/import-rules.ts'
const pages: string[] = JSON.parse(readFileSync('/tmp/micro/pages.json', 'utf8'))
const cost = new Map<string, number>()
function time<T>(name: string, f: () => T): T { const a = process.cpuUsage(); const r = f(); const c = process.cpuUsage(a); cost.set(name, (cost.get(name) ?? 0) + (c.user + c.system) / 1000); return r }
const origin = { target: 'x', namespace: 'acme', app: 'https://app.endorlabs.com' }
const places = new Map([['x', { recordId: 1, assetId: 1 }]])
let n = 0
const rounds = Number(process.env['ROUNDS'] ?? 4)
for (let round = 0; round < rounds; round++) {
  cost.clear(); n = 0
  for (const text of pages) {
    const body = time('json', () => JSON.parse(text))
    const rows = body.list.objects as unknown[]; n += rows.length
    const { note } = collectOddities()
    const read = time('zod', () => readRows(finding, rows, idAt('uuid'), 'x'))
    const items = time('map', () => read.items.map((r) => toSighting(r, origin, note)))
    const page = { items } as any
    time('prepare', () => preparePage(page, { places, rules: defaultRules, stableIds: true, occurrences: newOccurrenceTally() }))
    time('content', () => items.map(contentHash))
    time('identity', () => items.map((sighting) => findingIdentity({ recordKey: '1', sighting, stableIds: true, occurrence: 0 })))
  }
  console.log(n, Object.fromEntries([...cost].map(([k, v]) => [k, +(v * 1000 / n).toFixed(1)])), 'µs each')
}
