/** The parsed value, or `null` for text that is not JSON. */
export type Parsed = { readonly value: unknown } | null

/**
 * Like `JSON.parse`, but control characters that vendors leave unescaped inside strings (a NUL from a scanned file, say)
 * are read as if they were escaped. Tab and line breaks are left alone, because between values they are legal.
 */
export function parseJson(text: string): Parsed {
  return attempt(text) ?? attempt(escapeControls(text))
}

function attempt(text: string): Parsed {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return null
  }
}

function escapeControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this is about
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}
