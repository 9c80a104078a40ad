import type { ImageEvidence } from '@patchbay/sdk'
import { fitsGlob } from './glob.ts'

/** An image whatever its tag and digest. An empty registry is one that no scanner tells. */
export interface ImageName {
  readonly registry: string
  readonly name: string
}

/** Hosts of the registry that container tools ask when none is named. */
const hubHosts: ReadonlySet<string> = new Set(['docker.io', 'index.docker.io', 'registry-1.docker.io', 'hub.docker.com'])

/** Registry and name in one spelling; both ignore letter case, and official images have no owner in what people write. */
export function imageName({ registry, name }: Pick<ImageEvidence, 'registry' | 'name'>): ImageName {
  const host = registry?.trim().toLowerCase() ?? ''
  const path = name.trim().toLowerCase()
  if (!hubHosts.has(host)) return { registry: host, name: path }
  return { registry: 'docker.io', name: path.includes('/') ? path : `library/${path}` }
}

/** What an image is found by in maps. */
export function imageNameKey({ registry, name }: ImageName): string {
  return `${registry} ${name}`
}

/** `ghcr.io/acme/shop`, and `acme/shop` where the registry is not told. */
export function shownImage({ registry, name }: ImageName): string {
  return registry === '' ? name : `${registry}/${name}`
}

export const sourceWays = ['told', 'rule', 'label'] as const

/** How it is known where an image is built. */
export type SourceWay = (typeof sourceWays)[number]

/** Where an image is built. */
export interface ImageSource {
  readonly repositoryId: number
  /** Path below the repository's root. */
  readonly dockerfile: string | null
  readonly by: SourceWay
}

/** What an image must be like; all that are given must fit. Patterns have `*` for any run of characters. */
export interface ImageConditions {
  readonly registryPattern: string | null
  readonly namePattern: string | null
}

type Place = Omit<ImageSource, 'by'>

/**
 * Where an image is built: what a person told, else what the first fitting rule says, else what its own labels say. `labelled`
 * is the repository the labels lead to, if there is one.
 */
export function imageSource(
  image: ImageName,
  {
    told,
    rules,
    labelled,
  }: { readonly told: Place | null; readonly rules: readonly (ImageConditions & Place)[]; readonly labelled: Place | null },
): ImageSource | null {
  if (told !== null) return { ...pick(told), by: 'told' }
  const rule = rules.find((each) => fitsImage(each, image))
  if (rule !== undefined) return { ...pick(rule), by: 'rule' }
  return labelled === null ? null : { ...pick(labelled), by: 'label' }
}

/** A rule without any condition fits nothing: a slip must not claim every image. */
export function fitsImage({ registryPattern, namePattern }: ImageConditions, { registry, name }: ImageName): boolean {
  if (registryPattern === null && namePattern === null) return false
  if (registryPattern !== null && !fitsGlob(registryPattern, registry)) return false
  return namePattern === null || fitsGlob(namePattern, name)
}

function pick({ repositoryId, dockerfile }: Place): Place {
  return { repositoryId, dockerfile }
}
