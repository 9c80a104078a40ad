/** An answer as an emulator's test reads it. */
export interface Reply {
  readonly status: number
  readonly headers: Headers
  /** Parsed JSON; `undefined` for an empty body. */
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers freely and assert on what they find
  readonly body: any
}

/** A plain request to an emulator, without anything a connector's client would do. */
export async function ask(url: string, init?: RequestInit): Promise<Reply> {
  const response = await fetch(url, init)
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) }
}
