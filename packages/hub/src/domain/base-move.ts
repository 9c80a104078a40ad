import type { BaseImage } from '@patchbay/sdk'
import { imageEvidence } from '@patchbay/sdk/shape'
import { imageName, imageNameKey } from './image.ts'
import { compareTexts } from './version/version-order.ts'

/** The line of a Dockerfile that is to be changed. */
export interface BaseMove {
  /** Base images in use, as Dockerfiles name them, in the order of the alphabet; tags of one image. */
  readonly from: readonly string[]
  /** What scanners advise to build on instead: several where they differ, none where nobody advises anything. */
  readonly to: readonly string[]
}

/** What one vulnerability says of the base image that brings it. */
export interface Brought {
  /** The same for every tag of a base image. */
  readonly key: string
  readonly told: readonly BaseImage[]
}

/**
 * The base image that is to be moved for a vulnerability, by what its sightings tell. Of a package of the operating system it is
 * enough that the base image is named: one that nobody says was put on top of it. Any other package has to be told to come
 * with the base image. `null` where none is to be moved, also where scanners contradict each other.
 */
export function broughtBy(told: readonly (BaseImage | null)[], isDistributed: boolean): Brought | null {
  const named = told.flatMap((base) => {
    const image = base === null ? null : imageEvidence(base.reference)
    return base === null || image === null ? [] : [{ base, key: imageNameKey(imageName(image)) }]
  })
  if (named.some(({ base }) => base.brings === false)) return null
  if (!isDistributed && !named.some(({ base }) => base.brings === true)) return null
  const [first] = named.toSorted((left, right) => compareTexts(left.key, right.key))
  if (first === undefined) return null
  return { key: first.key, told: named.filter(({ key }) => key === first.key).map(({ base }) => base) }
}

/** What is to be moved for all of them. */
export function moveOf(brought: readonly Brought[]): BaseMove {
  const told = brought.flatMap((one) => one.told)
  return {
    from: distinct(told.map(({ reference }) => reference)),
    to: distinct(told.flatMap(({ recommended }) => recommended ?? [])),
  }
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].toSorted(compareTexts)
}
