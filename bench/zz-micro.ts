// temp: capture pages
import { createEndorLabsEmulator } from '@patchbay/connectors/endor-labs/emulator'
import { syntheticTenant } from '@patchbay/sdk/testing'
import { findingMask } from '../packages/connectors/src/endor-labs/schema.ts'
import { writeFileSync } from 'node:fs'
const tenant = syntheticTenant({ projects: 200, findings: 1000000 })
const e = await createEndorLabsEmulator({ tenant, gzip: process.env['GZ'] !== '0' })
const a = await (await fetch(e.url + '/v1/auth/api-key', { method: 'POST', headers: {'content-type':'application/json'}, body: JSON.stringify({ key: e.credentials.full.key, secret: e.credentials.full.secret }) })).json() as any
const h = { authorization: 'Bearer ' + a.token, 'content-type': 'application/json', 'accept-encoding': 'gzip, br' }
const pr = await (await fetch(e.url + `/v1/namespaces/${e.namespace}/projects?list_parameters.page_size=10&list_parameters.traverse=true`, { headers: h })).json() as any
const pages: string[] = []
const t0 = process.cpuUsage(); const w = performance.now(); let n = 0, bytes = 0
for (const p of pr.list.objects.slice(0, 4)) {
  let cur = ''
  for (;;) {
    const q = new URLSearchParams({ 'list_parameters.filter': `context.type==CONTEXT_TYPE_MAIN and spec.project_uuid=="${p.uuid}"`, 'list_parameters.mask': findingMask.join(','), 'list_parameters.page_size': '500', ...(cur && { 'list_parameters.page_id': cur }) })
    const text = await (await fetch(e.url + `/v1/namespaces/${p.tenant_meta.namespace}/findings?` + q, { headers: h })).text()
    pages.push(text); bytes += text.length
    const m = JSON.parse(text); n += m.list.objects.length
    cur = m.list.response?.next_page_id ?? ''
    if (!cur) break
  }
}
const c = process.cpuUsage(t0)
console.log(n, 'findings', bytes / n, 'bytes each', (c.user + c.system) / n, 'µs cpu each (incl client)', (performance.now() - w) * 1000 / n, 'wall')
writeFileSync('/tmp/micro/pages.json', JSON.stringify(pages))
await e.close()
