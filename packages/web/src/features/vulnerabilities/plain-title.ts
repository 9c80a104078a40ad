interface Titled {
  readonly title: string
  readonly identifiers: readonly string[]
}

/** The title without the identifier some scanners put before it: it stands beside the title anyway. */
export function plainTitle({ title, identifiers }: Titled): string {
  const repeated = identifiers.find((identifier) => title.startsWith(`${identifier}: `))
  return repeated === undefined ? title : title.slice(repeated.length + 2)
}
