/** An answer as an emulator's test reads it. */
export interface Reply {
  readonly status: number
  readonly headers: Headers
  /** Parsed JSON, or text of another type; `undefined` for an empty body. */
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers freely and assert on what they find
  readonly body: any
}

/** A plain request to an emulator, without anything a connector's client would do. */
export async function ask(url: string, init?: RequestInit): Promise<Reply> {
  const response = await fetch(url, init)
  const text = await response.text()
  const isJson = /json/.test(response.headers.get('content-type') ?? 'json')
  const body = isJson && text !== '' ? JSON.parse(text) : text
  return { status: response.status, headers: response.headers, body: body === '' ? undefined : body }
}
