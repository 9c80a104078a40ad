import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { join } from 'node:path'
import { expect, inject, it, vi } from 'vitest'
import { queryMessage, startupMessage } from './frontend.ts'
import { Server } from './server.ts'

it('gives up on a backend that no longer says when it is ready', async () => {
  const socketPath = join(inject('databaseFolder'), `${randomUUID()}.sock`)
  const dead = { bytes: [], status: undefined, settingsTouched: false }
  const backend = {
    greeting: async () => Buffer.from('hello'),
    run: async () => dead,
    query: async () => [],
    inTransaction: false,
  }
  const onBroken = vi.fn()
  const server = new Server(backend, { socketPath, idleInTransaction: 1000, onBroken })
  await server.listen()

  const client = connect(socketPath)
  client.write(Buffer.concat([startupMessage({ user: 'postgres' }), queryMessage('select 1')]))
  await once(client, 'data')
  await expect.poll(() => onBroken.mock.calls.length).toBe(1)
  client.destroy()
  await server.close()

  expect(onBroken).toHaveBeenCalledWith('it gave no answer')
})
