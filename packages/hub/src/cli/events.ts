/** The data of server-sent events, until the stream ends or the signal aborts. */
export async function* eventsOf(stream: ReadableStream<Uint8Array<ArrayBuffer>>, signal: AbortSignal) {
  let rest = ''
  try {
    for await (const text of stream.pipeThrough(new TextDecoderStream())) {
      const blocks = (rest + text).split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const data = block.split('\n').find((line) => line.startsWith('data: '))
        if (data !== undefined) yield JSON.parse(data.slice('data: '.length))
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error
  }
}
