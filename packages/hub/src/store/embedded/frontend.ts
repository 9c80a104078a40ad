/** Reading what a PostgreSQL client sends: https://www.postgresql.org/docs/current/protocol-message-formats.html */

const sslRequest = 80877103
const gssRequest = 80877104
const cancelRequest = 80877102

/** How a client opens: it asks for encryption, to cancel, or for a session with these parameters. */
export type Opening =
  | { readonly kind: 'encryption' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'session'; readonly parameters: ReadonlyMap<string, string> }

/** Cuts the byte stream of a client into whole messages, whatever the chunks they arrive in. */
export class FrontendReader {
  #chunks: Buffer[] = []
  #length = 0

  push(chunk: Buffer): void {
    this.#chunks.push(chunk)
    this.#length += chunk.length
  }

  /** The next opening message, which has no type byte; undefined until it is there in full. Throws on another protocol. */
  opening(): Opening | undefined {
    if (this.#length < 8) return undefined
    const length = this.#peek(4).readInt32BE(0)
    if (length < 8 || length > 10_000) throw new Error('This is not a PostgreSQL client')
    if (this.#length < length) return undefined

    const message = this.#cut(length)
    const code = message.readInt32BE(4)
    if (code === sslRequest || code === gssRequest) return { kind: 'encryption' }
    if (code === cancelRequest) return { kind: 'cancel' }
    if (code >> 16 !== 3) throw new Error('This PostgreSQL client speaks another version of the protocol')
    return { kind: 'session', parameters: readParameters(message.subarray(8)) }
  }

  /** The next whole message with its type byte; undefined until it is there in full. */
  message(): Buffer | undefined {
    if (this.#length < 5) return undefined
    const length = this.#peek(5).readInt32BE(1) + 1
    if (length < 5) throw new Error('This is not a PostgreSQL message')
    return this.#length < length ? undefined : this.#cut(length)
  }

  #peek(length: number): Buffer {
    const first = this.#chunks[0]
    if (first !== undefined && first.length >= length) return first
    return this.#join()
  }

  /** Chunks are joined once a message, not once a chunk: a batch of rows arrives in hundreds of them. */
  #join(): Buffer {
    const all = Buffer.concat(this.#chunks)
    this.#chunks = [all]
    return all
  }

  #cut(length: number): Buffer {
    const first = this.#peek(length)
    this.#length -= length
    if (first.length === length) this.#chunks.shift()
    else this.#chunks[0] = first.subarray(length)
    return first.subarray(0, length)
  }
}

function readParameters(body: Buffer): ReadonlyMap<string, string> {
  const words = body.toString('utf8').split('\0')
  const parameters = new Map<string, string>()
  for (let i = 0; i + 1 < words.length; i += 2) {
    const name = words[i]
    if (name) parameters.set(name, words[i + 1] ?? '')
  }
  return parameters
}

/** The type of a message as a letter. */
export function typeOf(message: Buffer): string {
  return String.fromCharCode(message[0] ?? 0)
}

/** Whether a client may send this once its session is open. */
export function isKnown(message: Buffer): boolean {
  return 'QPBDECSHFXdcf'.includes(typeOf(message))
}

/** Whether the backend answers after this message, so that everything up to it is run as one unit. */
export function endsUnit(message: Buffer): boolean {
  return 'QSHF'.includes(typeOf(message))
}

/** Whether the message brings a statement that can receive rows from the client (COPY FROM STDIN). */
export function mayCopy(message: Buffer): boolean {
  return 'QE'.includes(typeOf(message))
}

/** Where the name of a prepared statement stands in a message, if it can hold one. */
function statementAt(message: Buffer): number | undefined {
  switch (typeOf(message)) {
    case 'P':
      return 5
    case 'B':
      return message.indexOf(0, 5) + 1
    case 'D':
    case 'C':
      return message[5] === 0x53 ? 6 : undefined
    default:
      return undefined
  }
}

/** The name of the prepared statement a message speaks of: `''` for the unnamed one, undefined when it speaks of none. */
export function statementName(message: Buffer): string | undefined {
  const start = statementAt(message)
  return start === undefined ? undefined : message.toString('utf8', start, message.indexOf(0, start))
}

/** The same message speaking of another prepared statement. */
export function withStatementName(message: Buffer, name: string): Buffer {
  const start = statementAt(message)
  if (start === undefined) return message
  const end = message.indexOf(0, start)
  const changed = Buffer.concat([message.subarray(0, start), Buffer.from(name, 'utf8'), message.subarray(end)])
  changed.writeInt32BE(changed.length - 1, 1)
  return changed
}

function message(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5)
  head.write(type, 0, 'latin1')
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}

export const syncMessage = message('S', Buffer.alloc(0))
export const terminateType = 'X'

export function queryMessage(statement: string): Buffer {
  return message('Q', Buffer.from(`${statement}\0`, 'utf8'))
}

export function closeStatementMessage(name: string): Buffer {
  return message('C', Buffer.from(`S${name}\0`, 'utf8'))
}

export function copyFailMessage(reason: string): Buffer {
  return message('f', Buffer.from(`${reason}\0`, 'utf8'))
}

export function startupMessage(parameters: Readonly<Record<string, string>>): Buffer {
  const words = Object.entries(parameters).flat()
  const body = Buffer.from(`${words.join('\0')}\0\0`, 'utf8')
  const head = Buffer.alloc(8)
  head.writeInt32BE(body.length + 8, 0)
  head.writeInt32BE(3 << 16, 4)
  return Buffer.concat([head, body])
}
