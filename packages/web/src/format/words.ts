/** `risk-accepted` → `Risk accepted`. For values whose word is good enough for people as it is. */
export function sentenceCase(value: string): string {
  const spaced = value.replaceAll(/[-_]/g, ' ')
  return spaced.charAt(0).toUpperCase() + spaced.slice(1)
}
