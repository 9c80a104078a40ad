import { createServer, connect as open, type Socket } from 'node:net'
import { describe, expect, it } from 'vitest'

function errorOf(socket: Socket): Promise<Error | null> {
  return new Promise((done) => {
    socket.once('error', done).once('connect', () => {
      socket.destroy()
      done(null)
    })
  })
}

describe('a test', () => {
  it.each([
    ['an address', () => open(443, '192.0.2.1')],
    ['an address of the other family', () => open({ port: 443, host: '2001:db8::1' })],
    [
      'a name',
      () =>
        open({
          port: 443,
          host: 'vendor.example',
          lookup: (_host, _options, found) => found(null, [{ address: '192.0.2.1', family: 4 }]),
        }),
    ],
  ])('is refused %s elsewhere, and told where it wanted to go', async (_what, connection) => {
    const error = await errorOf(connection())

    expect(error?.message).toMatch(/^A test wanted to connect to .+Tests reach nothing but this machine\.$/)
  })

  it('reaches what listens here, by address and by name', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise((ready) => server.once('listening', ready))
    const address = server.address()
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0

    expect(await errorOf(open(port, '127.0.0.1'))).toBeNull()
    expect(await errorOf(open({ port, host: 'localhost', family: 4 }))).toBeNull()
    server.close()
  })
})
