/** Reading and writing what a PostgreSQL backend sends: https://www.postgresql.org/docs/current/protocol-message-formats.html */

/** `I` between transactions, `T` inside one, `E` inside one that has failed. */
export type TransactionStatus = 'I' | 'T' | 'E'

/** Follows a backend's answer as it streams by, keeping only the few facts the server needs. */
export class AnswerScanner {
  /** The status in the last ReadyForQuery; undefined when there was none. */
  status: TransactionStatus | undefined
  /** Whether a statement that changes session settings was completed. */
  settingsTouched = false

  readonly #head = Buffer.alloc(5)
  #headLength = 0
  #bodyLeft = 0
  #kept: Buffer[] | undefined

  push(bytes: Buffer): void {
    let at = 0
    while (at < bytes.length) at = this.#bodyLeft > 0 ? this.#readBody(bytes, at) : this.#readHead(bytes, at)
  }

  #readHead(bytes: Buffer, at: number): number {
    const take = Math.min(5 - this.#headLength, bytes.length - at)
    bytes.copy(this.#head, this.#headLength, at, at + take)
    this.#headLength += take
    if (this.#headLength === 5) {
      this.#bodyLeft = this.#head.readInt32BE(1) - 4
      this.#kept = 'ZC'.includes(String.fromCharCode(this.#head[0] ?? 0)) ? [] : undefined
      if (this.#bodyLeft === 0) this.#headLength = 0
    }
    return at + take
  }

  #readBody(bytes: Buffer, at: number): number {
    const take = Math.min(this.#bodyLeft, bytes.length - at)
    this.#kept?.push(bytes.subarray(at, at + take))
    this.#bodyLeft -= take
    if (this.#bodyLeft === 0) {
      this.#headLength = 0
      if (this.#kept !== undefined) this.#note(Buffer.concat(this.#kept).toString('latin1'))
    }
    return at + take
  }

  #note(body: string): void {
    if (this.#head[0] === 0x43) {
      this.settingsTouched ||= /^(SET|RESET|DISCARD ALL)\0/.test(body)
      return
    }
    this.status = body === 'T' || body === 'E' ? body : 'I'
  }
}

/** An ErrorResponse that ends the session. */
export function fatalMessage(code: string, text: string): Buffer {
  const body = Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${text}\0\0`, 'utf8')
  const head = Buffer.alloc(5)
  head.write('E', 0, 'latin1')
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}
