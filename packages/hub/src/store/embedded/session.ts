import type { Socket } from 'node:net'
import {
  closeStatementMessage,
  copyFailMessage,
  endsUnit,
  FrontendReader,
  isKnown,
  mayCopy,
  queryMessage,
  statementName,
  syncMessage,
  terminateType,
  typeOf,
  withStatementName,
} from './frontend.ts'

const copyRefusal = copyFailMessage('the embedded database takes no COPY FROM STDIN; insert the rows or use PostgreSQL')

/** Messages that belong together. */
export interface Unit {
  readonly bytes: Buffer
  /** Whether the backend must say that it is ready when it has run them. */
  readonly ready: boolean
}

/** One client: what it has sent, and what is its own although all clients share one backend. */
export class Session {
  /** Settings that differ from the server's, to be put in place whenever it is this session's turn. */
  settings: ReadonlyMap<string, string> = new Map()
  /** Whether statements of this turn may have changed them. */
  settingsTouched = false
  /** Runs while the client sits on an open transaction. */
  patience: NodeJS.Timeout | undefined

  readonly #id: number
  readonly #socket: Socket
  readonly #chunks: AsyncIterator<Buffer>
  readonly #reader = new FrontendReader()
  readonly #statements = new Set<string>()
  #unnamedParsed = false
  #unsynced = false

  constructor(id: number, socket: Socket) {
    this.#id = id
    this.#socket = socket
    this.#chunks = socket[Symbol.asyncIterator]()
  }

  /** Answers requests for encryption with no; the session's parameters, or undefined when the client only came to cancel. */
  async open(): Promise<ReadonlyMap<string, string> | undefined> {
    for (;;) {
      const opening = this.#reader.opening()
      if (opening?.kind === 'session') return opening.parameters
      if (opening?.kind === 'cancel') return undefined
      if (opening?.kind === 'encryption') this.#socket.write('N')
      else if (!(await this.#receive())) return undefined
    }
  }

  /** Units of messages as they arrive, ready to be run as they are; ends when the client leaves. */
  async *units(): AsyncGenerator<Unit, void, void> {
    let unit: Buffer[] = []
    for (;;) {
      const message = this.#reader.message()
      if (message === undefined) {
        if (!(await this.#receive())) return
        continue
      }
      if (typeOf(message) === terminateType) return
      // The backend would shut down over it, for everybody.
      if (!isKnown(message)) throw new Error(`The message type ${JSON.stringify(typeOf(message))} is not known`)

      unit.push(this.#own(message))
      // A copy waiting for rows would block the whole backend. Where nothing is copied the backend ignores this message.
      if (mayCopy(message)) unit.push(copyRefusal)
      if (!endsUnit(message)) continue

      this.#unsynced = typeOf(message) === 'H' || (this.#unsynced && typeOf(message) !== 'S')
      yield { bytes: Buffer.concat(unit), ready: !this.#unsynced }
      unit = []
    }
  }

  /** Called when the turn is given back: what belongs to one turn does not outlive it. */
  endTurn(): void {
    this.#unnamedParsed = false
    this.settingsTouched = false
  }

  /** What has to be run so that nothing of this session is left in the backend; undefined when there is nothing. */
  farewell(inTransaction: boolean): Buffer | undefined {
    const messages: Buffer[] = []
    if (this.#unsynced) messages.push(syncMessage)
    if (inTransaction) messages.push(queryMessage('rollback'))
    if (this.#statements.size > 0) messages.push(...[...this.#statements].map(closeStatementMessage), syncMessage)
    return messages.length === 0 ? undefined : Buffer.concat(messages)
  }

  /** Prepared statements live in the one backend: each session's are kept apart by a prefix. */
  #own(message: Buffer): Buffer {
    const name = statementName(message)
    if (name === undefined) return message
    if (name === '') return this.#ownUnnamed(message)

    const own = `${this.#id}:${name}`
    if (typeOf(message) === 'P') this.#statements.add(own)
    if (typeOf(message) === 'C') this.#statements.delete(own)
    return withStatementName(message, own)
  }

  /** Somebody else's unnamed statement may be in its place by now: asking for it by a name nobody has gives the honest error. */
  #ownUnnamed(message: Buffer): Buffer {
    if (typeOf(message) === 'P') this.#unnamedParsed = true
    return this.#unnamedParsed || typeOf(message) === 'C' ? message : withStatementName(message, `${this.#id}:`)
  }

  /** Waits for more bytes; false when the client has gone. */
  async #receive(): Promise<boolean> {
    const next = await this.#chunks.next()
    if (next.done === true) return false
    this.#reader.push(next.value)
    return true
  }
}
