/** The address when it is an absolute `https` one, else `null`. */
export function safeUrl(address: string | null | undefined): string | null {
  if (!address) return null
  try {
    const url = new URL(address)
    return url.protocol === 'https:' ? url.href : null
  } catch {
    return null
  }
}
