import { existsSync } from 'node:fs'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { afterEach, describe, expect, inject, it, vi } from 'vitest'
import { describeOnDatabases } from '../../test/database/index.ts'
import { openDatabase, requireVersion } from './database.ts'

const options = { dataFolder: '', applicationName: 'patchbay test', poolSize: 2, patience: 0 }

await describeOnDatabases('an open database', (open, flavour) => {
  it('can be asked through the query builder and through the pool', async () => {
    const database = await open()

    const built = await database.kysely.selectFrom('product_type').select('id').execute()
    const asked = await database.pool.query('select 1 as one')

    expect(built).toEqual([])
    expect(asked.rows).toEqual([{ one: 1 }])
  })

  it('closes once, however often it is told to, and can be opened again', async () => {
    const place = await flavour.place()
    const first = await openDatabase({ ...options, ...place })
    await first.pool.query('create table kept (id int)')
    await Promise.all([first.close(), first.close()])
    await first[Symbol.asyncDispose]()

    await using second = await openDatabase({ ...options, ...place })

    expect((await second.pool.query('select * from kept')).rows).toEqual([])
  })

  it.runIf(flavour.name === 'postgres')('bounds statements and idle transactions, and says who it is', async () => {
    await using database = await openDatabase({ ...options, ...(await flavour.place('empty')) })

    const { rows } = await database.pool.query(`
      select current_setting('statement_timeout') as statement, current_setting('application_name') as name,
        current_setting('idle_in_transaction_session_timeout') as idle`)

    expect(rows).toEqual([{ statement: '1min', idle: '1min', name: 'patchbay test' }])
  })

  it.runIf(flavour.name === 'postgres')('explains a database that is not there, without the password', async () => {
    const { databaseUrl = '' } = await flavour.place('empty')
    const url = new URL(databaseUrl)
    url.password = 'hunter2'
    url.pathname = '/no_such_database'

    const opening = openDatabase({ ...options, databaseUrl: url.href })

    await expect(opening).rejects.toThrow(/no_such_database of DATABASE_URL: the database does not exist\. Create it/)
    await expect(opening).rejects.not.toThrow('hunter2')
  })

  it.runIf(flavour.name === 'postgres')('does not touch the data folder when it is on a server', async () => {
    const { databaseUrl } = await flavour.place('empty')
    const dataFolder = join(inject('databaseFolder'), 'untouched')

    await using database = await openDatabase({ ...options, dataFolder, databaseUrl })

    expect(database.embedded).toBe(false)
    expect(existsSync(dataFolder)).toBe(false)
  })
})

const servers: (() => void)[] = []
afterEach(() => {
  for (const close of servers.splice(0)) close()
})

/** A server that answers each connection as told, the last way again and again. */
async function serve(...answers: readonly ((socket: Socket) => void)[]): Promise<string> {
  let connections = 0
  const server = createServer((socket) => {
    socket.on('error', () => {})
    const answer = answers[Math.min(connections++, answers.length - 1)]
    socket.once('data', () => answer?.(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  servers.push(() => server.close())
  return `postgresql://me:hunter2@127.0.0.1:${(server.address() as AddressInfo).port}/hub`
}

function message(type: string, body: string): Buffer {
  const head = Buffer.alloc(5)
  head.write(type)
  head.writeInt32BE(Buffer.byteLength(body) + 4, 1)
  return Buffer.concat([head, Buffer.from(body)])
}

const refuse = (code: string) => (socket: Socket) => {
  socket.end(message('E', `SFATAL\0C${code}\0Mserver words\0\0`))
}

/** Lets the client in and answers every question with one row of one number. */
const answerWith = (version: string) => (socket: Socket) => {
  const ready = message('Z', 'I')
  socket.write(Buffer.concat([message('R', '\0\0\0\0'), ready]))
  const column = `\0\x01version\0\0\0\0\0\0\0\0\0\0\x17\0\x04\xff\xff\xff\xff\0\0`
  socket.on('data', () => {
    const row = `\0\x01\0\0\0${String.fromCharCode(version.length)}${version}`
    const head = Buffer.from(column, 'latin1')
    const description = Buffer.concat([message('T', 'x'.repeat(head.length)).subarray(0, 5), head])
    socket.write(Buffer.concat([description, message('D', row), message('C', 'SELECT 1\0'), ready]))
  })
}

describe('a server that cannot be used', () => {
  it.each([
    ['refuses the password', '28P01', /refuses the user name or the password/],
    ['refuses the host', '28000', /pg_hba\.conf/],
    ['has no such database', '3D000', /Create it/],
    ['is full', '53300', /max_connections/],
    ['says something else', 'XX000', /server words/],
  ])('and %s is explained', async (_, code, words) => {
    const databaseUrl = await serve(refuse(code))

    const opening = openDatabase({ ...options, databaseUrl })

    await expect(opening).rejects.toThrow(words)
    await expect(opening).rejects.toThrow(/^Cannot connect to postgresql:\/\/me@127\.0\.0\.1:\d+\/hub of DATABASE_URL/)
  })

  it('and does not answer at all is explained', async () => {
    const databaseUrl = await serve(() => {})
    servers.pop()?.()

    await expect(openDatabase({ ...options, databaseUrl })).rejects.toThrow('no server answers there')
  })

  it('and is not PostgreSQL is explained', async () => {
    const databaseUrl = await serve((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))

    await expect(openDatabase({ ...options, databaseUrl })).rejects.toThrow(/^Cannot connect to postgresql:/)
  })

  it('and is too old is told from one that is not there', async () => {
    const databaseUrl = await serve(answerWith('14'))

    await expect(openDatabase({ ...options, databaseUrl })).rejects.toThrow(
      'Patchbay needs PostgreSQL 15 or newer, and DATABASE_URL is a PostgreSQL 14. Upgrade the server.',
    )
  })

  it('is waited for while it is starting up', async () => {
    const databaseUrl = await serve(refuse('57P03'), refuse('57P03'), answerWith('17'))
    const log = { warn: vi.fn(), error: vi.fn() }

    const database = await openDatabase({ ...options, databaseUrl, patience: 30_000, log })
    await database.close()

    expect(log.warn).toHaveBeenCalledTimes(2)
  })

  it.each(['not a url', 'mysql://root:hunter2@localhost/hub', 'localhost:5432/hub'])(
    'because its URL is %j is explained, without the URL',
    async (databaseUrl) => {
      const opening = openDatabase({ ...options, databaseUrl })

      await expect(opening).rejects.toThrow('DATABASE_URL is not like postgresql://')
      await expect(opening).rejects.not.toThrow('hunter2')
    },
  )
})

describe('the version of a server', () => {
  it('is enough from 15 on', () => {
    expect(() => requireVersion(14)).toThrow('15 or newer')
    expect(() => requireVersion(15)).not.toThrow()
    expect(() => requireVersion(18)).not.toThrow()
  })
})
