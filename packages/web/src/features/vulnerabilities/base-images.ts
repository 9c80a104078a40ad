import type { Finding } from '../../api/types.ts'

/** One base image, as scanners tell of it. */
interface BaseImage {
  readonly reference: string
  /** Whether the package comes with it, `null` where nobody tells or they contradict each other. */
  readonly brings: boolean | null
  readonly recommended: readonly string[]
}

/** What the image is built on, by the sightings that tell it; each base image once. */
export function baseImages(findings: readonly Pick<Finding, 'baseImage'>[]): readonly BaseImage[] {
  const told = findings.flatMap(({ baseImage }) => baseImage ?? [])
  return [...Map.groupBy(told, ({ reference }) => reference)].map(([reference, alike]) => {
    const said = new Set(alike.flatMap(({ brings }) => brings ?? []))
    const [only = null] = said.size === 1 ? said : []
    return { reference, brings: only, recommended: [...new Set(alike.flatMap(({ recommended }) => recommended ?? []))] }
  })
}

/** `brings the package; node:22 is advised instead`, or nothing. */
export function baseWords({ brings, recommended }: BaseImage): string {
  const said = [
    ...(brings === null ? [] : [brings ? 'brings the package' : 'the package was put on top of it']),
    ...(recommended.length === 0 ? [] : [`${recommended.join(' or ')} is advised instead`]),
  ]
  return said.join('; ')
}
