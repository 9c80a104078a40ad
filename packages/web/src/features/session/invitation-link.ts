/** The token of an invitation's link. It stands behind the "#", which browsers keep to themselves. */
export function invitationIn({ pathname, hash }: { readonly pathname: string; readonly hash: string }): string | null {
  return pathname === '/invitation' && hash.length > 1 ? hash.slice(1) : null
}
