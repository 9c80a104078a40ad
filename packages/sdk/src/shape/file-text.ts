import type { FileReading } from '../model/change-request.ts'

/** A file as platforms send it, in base64, as the text it is: byte for byte, its mark of the byte order included. */
export function fileText(base64: string): FileReading {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(base64, 'base64'))
    return text.includes('\0') ? notText : { kind: 'text', text }
  } catch {
    return notText
  }
}

const notText: FileReading = { kind: 'unreadable', reason: 'It is no text in UTF-8.' }
