import { existsSync, statSync } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { once } from 'node:stream'
import { text } from 'node:stream/consumers'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { embedded as flavour } from '../../test/database/index.ts'
import { queryMessage, startupMessage } from './embedded/frontend.ts'
import { type Embedded, startEmbedded } from './embedded.ts'

let embedded: Embedded
const clients: pg.Client[] = []

beforeAll(async () => {
  embedded = await startEmbedded({ ...(await flavour.place('empty')), idleInTransaction: 2000 })
})
afterEach(async () => {
  for (const client of clients.splice(0)) await client.end().catch(() => {})
})
afterAll(() => embedded.close())

async function open(): Promise<pg.Client> {
  const client = new pg.Client({ host: embedded.socketFolder, user: 'postgres', database: 'postgres' })
  client.on('error', () => {})
  await client.connect()
  clients.push(client)
  return client
}

function openAll(count: number): Promise<pg.Client[]> {
  return Promise.all(Array.from({ length: count }, () => open()))
}

/** Speaks the protocol by hand, to leave as no driver would. */
async function openRaw() {
  const socket = connect(join(embedded.socketFolder, '.s.PGSQL.5432'))
  await once(socket, 'connect')
  return socket
}

async function read(client: pg.Client, statement: string): Promise<unknown> {
  return Object.values((await client.query(statement)).rows[0])[0]
}

describe('the embedded database', () => {
  it('is PostgreSQL 15 or newer', async () => {
    const client = await open()

    expect(Number(await read(client, `select current_setting('server_version_num')`))).toBeGreaterThan(150_000)
  })

  it('keeps its socket where only its owner can reach it', () => {
    expect(statSync(embedded.socketFolder).mode & 0o777).toBe(0o700)
  })

  it('writes the log through to the disk', async () => {
    const client = await open()

    expect(await read(client, 'show fsync')).toBe('on')
    expect(await read(client, 'show synchronous_commit')).toBe('on')
    expect(await read(client, 'show full_page_writes')).toBe('on')
  })
})

describe('clients at the same time', () => {
  it('each get the answers to their own questions', async () => {
    const all = await openAll(8)

    const answers = await Promise.all(
      all.map(async (client, index) => {
        const own: unknown[] = []
        for (let i = 0; i < 40; i++) {
          const answer = await client.query('select $1::int as number, $2::text as text', [index * 100 + i, `${index}`])
          own.push(answer.rows[0])
        }
        return own
      }),
    )

    const expected = all.map((_, index) =>
      Array.from({ length: 40 }, (_, i) => ({ number: index * 100 + i, text: `${index}` })),
    )
    expect(answers).toEqual(expected)
  })

  it('add up what they write in transactions', async () => {
    const all = await openAll(8)
    await all[0]?.query('create table tally (total int); insert into tally values (0)')

    await Promise.all(
      all.map(async (client) => {
        for (let i = 0; i < 10; i++) {
          await client.query('begin')
          const { total } = (await client.query('select total from tally')).rows[0]
          await client.query('update tally set total = $1', [total + 1])
          await client.query('commit')
        }
      }),
    )

    expect((await all[0]?.query('select total from tally'))?.rows).toEqual([{ total: 80 }])
  })

  it('do not see what others have not committed', async () => {
    const [writer, reader] = await openAll(2)
    if (!writer || !reader) throw new Error('no clients')
    await writer.query('create table draft (id int)')

    await writer.query('begin')
    await writer.query('insert into draft values (1)')
    const answer = reader.query('select * from draft')
    await writer.query('rollback')

    expect((await answer).rows).toEqual([])
  })

  it('can give different statements the same name', async () => {
    const all = await openAll(4)

    for (let round = 0; round < 3; round++) {
      const answers = await Promise.all(
        all.map((client, index) => client.query({ name: 'same', text: `select ${index} + $1::int as sum`, values: [round] })),
      )
      expect(answers.map(({ rows }) => rows[0].sum)).toEqual(all.map((_, index) => index + round))
    }
  })

  it('keep their own session settings', async () => {
    const [one, other, third] = [await open(), await open(), await open()]

    await one.query(`set work_mem = '1MB'`)
    await other.query(`set work_mem = '2MB'`)

    expect(await read(one, 'show work_mem')).toBe('1MB')
    expect(await read(other, 'show work_mem')).toBe('2MB')
    expect(await read(third, 'show work_mem')).toBe('16MB')
    await one.query('reset work_mem')
    expect(await read(one, 'show work_mem')).toBe('16MB')
    expect(await read(other, 'show work_mem')).toBe('2MB')
  })

  it('do not keep settings of a transaction that was rolled back, or that were local to it', async () => {
    const client = await open()

    await client.query(`begin; set work_mem = '3MB'; rollback`)
    await client.query(`begin; set local work_mem = '4MB'; commit`)
    await (await open()).query('select 1')

    expect(await read(client, 'show work_mem')).toBe('16MB')
  })

  it('can still be used after an error', async () => {
    const [one, other] = await openAll(2)

    const failed = await Promise.allSettled([one?.query('select 1/0'), other?.query('select $1::int', ['x'])])

    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect((await one?.query('select 1 as one'))?.rows).toEqual([{ one: 1 }])
    expect((await other?.query('select $1::int as two', [2]))?.rows).toEqual([{ two: 2 }])
  })

  it('send and receive megabytes', async () => {
    const client = await open()
    const rows = Array.from({ length: 20_000 }, (_, index) => `${index} ${'x'.repeat(100)}`)

    const answer = await client.query('select * from unnest($1::text[]) as line', [rows])

    expect(answer.rows.map(({ line }) => line)).toEqual(rows)
  })
})

describe('a client that leaves in the middle of a transaction', () => {
  it('has it rolled back, and the others go on', async () => {
    const observer = await open()
    await observer.query('create table left_behind (id int)')
    const socket = await openRaw()
    socket.write(Buffer.concat([startupMessage({ user: 'postgres' }), queryMessage('begin')]))
    socket.write(queryMessage('insert into left_behind values (1)'))
    await waitFor(socket, 'INSERT 0 1')

    const answer = observer.query('select count(*)::int from left_behind')
    socket.destroy()

    expect((await answer).rows).toEqual([{ count: 0 }])
  })

  it('has it rolled back when it sits there while others wait', async () => {
    const [sitting, waiting] = await openAll(2)
    await sitting?.query('create table held (id int)')
    await sitting?.query('begin')
    await sitting?.query('insert into held values (1)')
    const ended = new Promise((resolve) => sitting?.once('error', resolve))

    expect((await waiting?.query('select count(*)::int from held'))?.rows).toEqual([{ count: 0 }])
    expect(await ended).toMatchObject({ code: '25P03' })
  })
})

async function waitFor(socket: Socket, words: string): Promise<void> {
  let seen = ''
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    seen += chunk.toString('latin1')
    if (seen.includes(words)) return
  }
}

describe('what one backend cannot do', () => {
  it.each([
    ['by itself', (client: pg.Client) => client.query('copy pg_class from stdin')],
    ['as a prepared statement', (client: pg.Client) => client.query({ text: 'copy empty_copy from stdin', name: 'copy' })],
  ])('is COPY FROM STDIN %s: it is refused, and the client can go on', async (_, copy) => {
    const client = await open()
    await client.query('create table if not exists empty_copy (id int)')

    await expect(copy(client)).rejects.toThrow()

    expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  })

  it('is to run what recurses for ever: it is stopped', async () => {
    const client = await open()
    await client.query('create function deeper(i int) returns int language plpgsql as $$ begin return deeper(i + 1); end $$')

    await expect(client.query('select deeper(1)')).rejects.toThrow('stack depth limit exceeded')

    expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  })

  it('is to understand other protocols: such a client is sent away, the others go on', async () => {
    const [client, socket] = [await open(), await openRaw()]

    socket.write(Buffer.concat([startupMessage({ user: 'postgres' }), Buffer.from('!\0\0\0\x04')]))

    expect(await text(socket)).toContain('The message type "!" is not known')
    expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  })

  it('is to encrypt: a client that asks is told so and may go on without', async () => {
    const socket = await openRaw()

    socket.write(Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]))
    const [answer] = await once(socket, 'data')
    socket.destroy()

    expect(String(answer)).toBe('N')
  })
})

describe('the data folder', () => {
  it('is refused to a second one, with words on who has it and what to do', async () => {
    const place = await flavour.place('empty')
    const first = await startEmbedded(place)

    await expect(startEmbedded(place)).rejects.toThrow(
      new RegExp(`${place.dataFolder} is in use by process ${process.pid} .* Stop that process first, or choose another`),
    )

    await first.close()
    await (await startEmbedded(place)).close()
  })

  it('may have a path too long for a socket', async () => {
    const place = await flavour.place('empty')
    const dataFolder = join(place.dataFolder, 'long'.repeat(30))
    await mkdir(dataFolder)
    await rename(join(place.dataFolder, 'db'), join(dataFolder, 'db'))
    const log = { warn: vi.fn(), error: vi.fn() }

    const far = await startEmbedded({ dataFolder, log })
    const client = new pg.Client({ host: far.socketFolder, user: 'postgres', database: 'postgres' })
    await client.connect()
    await client.end()
    const mode = statSync(far.socketFolder).mode & 0o777
    await far.close()

    expect(far.socketFolder.length).toBeLessThan(90)
    expect(mode).toBe(0o700)
    expect(existsSync(far.socketFolder)).toBe(false)
    expect(log.warn).toHaveBeenCalledOnce()
  })

  it('is not made anew when it vanishes under a running database', async () => {
    const place = await flavour.place('empty')
    const onDown = vi.fn()
    await using _ = { [Symbol.asyncDispose]: (await startEmbedded({ ...place, onDown })).close }

    await rename(join(place.dataFolder, 'db'), join(place.dataFolder, 'elsewhere'))

    await expect.poll(() => onDown.mock.lastCall?.[0], { timeout: 30_000 }).toContain('is no longer there')
    expect(existsSync(join(place.dataFolder, 'db'))).toBe(false)
  })

  it('is not served when it holds something else', async () => {
    const place = await flavour.place('empty')
    await writeFile(join(place.dataFolder, 'db', 'PG_VERSION'), '9\n')

    await expect(startEmbedded(place)).rejects.toThrow(/does not start.*version 9/s)
  })
})
