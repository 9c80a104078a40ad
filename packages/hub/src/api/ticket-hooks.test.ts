import { beforeAll, expect, it } from 'vitest'
import { type TestApi, testApi } from '../../test/api/api.ts'
import { describeOnDatabases } from '../../test/database/index.ts'
import type { TrackerCall } from '../usecases/tickets/receive-call.ts'

await describeOnDatabases('calls of trackers', (open) => {
  let api: TestApi
  const calls: TrackerCall[] = []

  beforeAll(async () => {
    const receive = async (call: TrackerCall) => {
      calls.push(call)
      return call.headers['x-proof'] === 'good' ? ('taken' as const) : ('unproved' as const)
    }
    const refuse = () => Promise.reject(new Error('Nobody asked for it.'))
    api = await testApi(await open(), { commands: { tickets: { open: refuse, preview: refuse, unlink: refuse, receive } } })
  })

  const post = (path: string, payload: string, headers: Record<string, string>) =>
    api.send({ method: 'POST', url: `/api/v1/ticket-hooks/${path}`, payload, headers })

  it('are taken without signing in, with the body byte for byte whatever its type', async () => {
    const body = '{ "issue":\n{"id": "1"} }'

    const answer = await post('con_1a', body, { 'content-type': 'text/plain', 'x-proof': 'good' })

    expect([answer.status, answer.body]).toEqual([202, { outcome: 'taken' }])
    const [call] = calls.splice(0)
    expect(call?.connectionId).toBe(46)
    expect(Buffer.from(call?.body ?? []).toString()).toBe(body)
  })

  it('that nothing proves are turned away alike, whether there is such a connection or not', async () => {
    const known = await post('con_1a', '{}', { 'content-type': 'application/json' })
    const malformed = await post('nonsense', '{}', { 'content-type': 'application/json' })

    expect([known.status, known.body.code]).toEqual([401, 'call-not-proved'])
    expect({ ...malformed.body, instance: null, requestId: null }).toEqual({ ...known.body, instance: null, requestId: null })
    expect(malformed.status).toBe(401)
  })
})
