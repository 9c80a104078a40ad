import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

// TypeScript knows it of browsers only.
declare const WebAssembly: { compile(bytes: Uint8Array): Promise<object> }

let code: Promise<object> | undefined

/**
 * Keeps the code of the embedded database's engine for as long as this process lives. V8 gives every thread the code that
 * another one has compiled and improved, but forgets it as soon as nobody holds it: each database a test opens would compile
 * it anew, which takes seconds of processor time.
 */
export async function keepEngineCode(): Promise<void> {
  code ??= compile()
  await code
}

async function compile(): Promise<object> {
  const file = new URL('pglite.wasm', import.meta.resolve('@electric-sql/pglite'))
  return WebAssembly.compile(await readFile(fileURLToPath(file)))
}
