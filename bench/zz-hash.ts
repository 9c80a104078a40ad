import { readFileSync } from 'node:fs'
import { hash } from 'node:crypto'
import { collectOddities, idAt, readRows } from '@patchbay/sdk/shape'
import { finding } from '../packages/connectors/src/endor-labs/schema.ts'
import { toSighting } from '../packages/connectors/src/endor-labs/map.ts'
import { contentHash, contentText, evidenceBase, findingIdentity } from '../packages/hub/src/domain/identity.ts'
import { packed, digest } from '../packages/hub/src/domain/digest.ts'
const pages: string[] = JSON.parse(readFileSync('/tmp/micro/pages.json', 'utf8')).slice(0, 10)
const { note } = collectOddities()
const origin = { target: '64d3dec97a977a2134b5f001', namespace: 'acme', app: 'https://app.endorlabs.com' }
const items = pages.flatMap((t) => readRows(finding, JSON.parse(t).list.objects as unknown[], idAt('uuid'), 'x').items.map((r) => toSighting(r, origin, note)))
function sorted(v: readonly string[]) { return v.length < 2 ? v : v.toSorted() }
function viaJson(s: any): string {
  return JSON.stringify([s.target, s.externalId, s.externalUrl, s.kind, s.title, s.description, s.severity, s.vendorSeverity, sorted(s.identifiers),
   s.package && [s.package.purl, s.package.name, s.package.version, s.package.direct, s.package.fixedVersion], s.rule && [s.rule.id, s.rule.name],
   s.location && [s.location.path, s.location.startLine, s.location.endLine, s.location.url], s.context, s.detectedAt, s.reachability, s.vendorReachability,
   sorted(s.cvss.map((c: any) => JSON.stringify([c.version, c.vector, c.score]))), s.epss && [s.epss.score, s.epss.percentile], sorted(s.cwes), sorted(s.references), s.remediation, s.exploited, s.triage && [s.triage.state, s.triage.reason], sorted(s.tags)])
}
const v: Record<string, (s: any) => unknown> = {
  contentText, contentHash, viaJson, viaJsonHash: (s) => digest(viaJson(s)),
  digestShort: (s) => digest(s.externalId), digest1k: () => digest(long),
  hashB64: () => hash('sha256', long, 'base64url'), hashHex: () => hash('sha256', long, 'hex'), hashBuf: () => hash('sha256', long, 'buffer'), hashBlake: () => hash('blake2b512', long, 'hex'), sha1: () => hash('sha1', long, 'hex'), sha512: () => hash('sha512', long, 'hex'), md5: () => hash('md5', long, 'hex'),
  evidence: (s) => evidenceBase(s), identity: (s) => findingIdentity({ recordKey: '12', sighting: s, stableIds: true, occurrence: 0 }),
}
const long = contentText(items[0]!)
console.log(long.length, long)
for (let r = 0; r < 3; r++) for (const [k, f] of Object.entries(v)) { const a = process.cpuUsage(); for (const s of items) f(s); const c = process.cpuUsage(a); if (r == 2) console.log(k, ((c.user + c.system) / items.length).toFixed(2)) }
