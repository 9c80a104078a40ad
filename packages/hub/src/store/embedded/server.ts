import { rmSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { fatalMessage } from './backend.ts'
import type { Engine } from './engine.ts'
import { Session } from './session.ts'
import { Turns } from './turns.ts'

export interface ServerOptions {
  readonly socketPath: string
  /** Milliseconds a client may sit on an open transaction while others wait. */
  readonly idleInTransaction: number
  /** The backend did not answer as one that lives. */
  readonly onBroken: (reason: string) => void
}

/** What the server needs of the engine. */
type Backend = Pick<Engine, 'greeting' | 'run' | 'query' | 'inTransaction'>

/** Parameters of a session that need no setting: the backend has them so, or they change nothing. */
const ignoredParameters = new Set(['user', 'database', 'application_name', 'client_encoding', 'replication', 'options'])

/**
 * Serves one backend to many clients of the PostgreSQL protocol. A client has the backend for itself from its first message
 * until it is outside of a transaction again; prepared statements and session settings stay its own. What one backend
 * cannot give: LISTEN/NOTIFY between clients, session-level advisory locks (they exclude nobody), temporary tables of
 * one's own, cancelling, COPY FROM STDIN, `statement_timeout`. (@electric-sql/pglite-socket takes turns by the message, so
 * that the Parse, Bind and Execute of two clients mix, and a COPY FROM STDIN makes it spin for ever.)
 */
export class Server {
  readonly #engine: Backend
  readonly #options: ServerOptions
  readonly #turns = new Turns()
  readonly #listener = createServer((socket) => this.#welcome(socket))
  readonly #clients = new Map<Socket, Promise<void>>()
  #greeting: Buffer = Buffer.alloc(0)
  #clientsSeen = 0
  #settled: Session | undefined

  constructor(engine: Backend, options: ServerOptions) {
    this.#engine = engine
    this.#options = options
  }

  async listen(): Promise<void> {
    this.#greeting = await this.#engine.greeting()
    // Left behind by a process that was killed; the lock on the data folder says that nobody serves it.
    rmSync(this.#options.socketPath, { force: true })
    await new Promise<void>((resolve, reject) => {
      this.#listener.once('error', reject)
      this.#listener.listen(this.#options.socketPath, resolve)
    })
  }

  /** Runs something of the server's own when its turn comes, with the server's settings and outside of any transaction. */
  async inTurn<T>(run: () => Promise<T>): Promise<T> {
    const who = {}
    await this.#turns.take(who)
    try {
      await this.#settle(undefined)
      return await run()
    } finally {
      this.#turns.giveBack(who)
    }
  }

  /** Lets nobody in any more and sends everybody home; open transactions are rolled back. */
  async close(): Promise<void> {
    this.#listener.close()
    for (const socket of this.#clients.keys()) socket.destroy()
    await Promise.all(this.#clients.values())
  }

  #welcome(socket: Socket): void {
    this.#clientsSeen += 1
    const session = new Session(this.#clientsSeen, socket)
    socket.on('error', () => socket.destroy())
    const served = this.#serve(session, socket)
      .catch((error: unknown) => dismiss(socket, '08P01', error instanceof Error ? error.message : String(error)))
      .finally(() => this.#leave(session))
      .finally(() => this.#clients.delete(socket))
    this.#clients.set(socket, served)
  }

  async #serve(session: Session, socket: Socket): Promise<void> {
    const parameters = await session.open()
    if (parameters === undefined) return void socket.end()
    session.settings = new Map([...parameters].filter(([name]) => !ignoredParameters.has(name)))
    socket.write(this.#greeting)

    for await (const unit of session.units()) {
      clearInterval(session.patience)
      await this.#turns.take(session)
      if (socket.destroyed) return
      await this.#settle(session)
      const answer = await this.#engine.run(unit.bytes)
      if (unit.ready && answer.status === undefined) return this.#options.onBroken('it gave no answer')
      for (const bytes of answer.bytes) socket.write(bytes)
      session.settingsTouched ||= answer.settingsTouched
      if (answer.status === 'I') await this.#endTurn(session)
      else session.patience = setInterval(() => this.#hurry(socket), this.#options.idleInTransaction)
    }
    socket.end()
  }

  async #endTurn(session: Session): Promise<void> {
    if (session.settingsTouched) await this.#remember(session)
    session.endTurn()
    this.#turns.giveBack(session)
  }

  /** Puts the session's settings in place where they differ from what the last one left. */
  async #settle(session: Session | undefined): Promise<void> {
    if (this.#settled === session) return
    if ((this.#settled?.settings.size ?? 0) > 0) await this.#engine.query('reset all')
    this.#settled = session
    for (const [name, value] of session?.settings ?? []) {
      await this.#engine.query('select set_config($1, $2, false)', [name, value])
    }
  }

  /** Read when the transaction is over: until then they may be rolled back. */
  async #remember(session: Session): Promise<void> {
    type Row = { readonly name: string; readonly setting: string }
    const rows = await this.#engine.query<Row>(`select name, setting from pg_settings where source = 'session'`)
    session.settings = new Map(rows.map(({ name, setting }) => [name, setting]))
  }

  /** Ends a session that sits on its transaction while others wait: most likely it waits for one of them. */
  #hurry(socket: Socket): void {
    if (this.#turns.waiting === 0) return
    const rule = 'inside a transaction, use its own connection only, and nothing slow'
    dismiss(socket, '25P03', `a transaction sat idle while other clients of the embedded database waited; ${rule}`)
  }

  async #leave(session: Session): Promise<void> {
    clearInterval(session.patience)
    const farewell = session.farewell(this.#turns.holds(session) && this.#engine.inTransaction)
    if (farewell !== undefined) {
      await this.#turns.take(session)
      await this.#engine.run(farewell)
    }
    this.#turns.giveBack(session)
  }
}

function dismiss(socket: Socket, code: string, text: string): void {
  if (socket.writable) socket.write(fatalMessage(code, text))
  socket.destroySoon()
}
