import { PackageURL } from 'packageurl-js'
import { uri } from './json.ts'
import type { Place } from './state.ts'

/** A place as an IRI: its web address, an image as a package URL, anything else by its name. */
export function placeIri(place: Place): string {
  return uri(place.url) ?? imageUrl(place) ?? `urn:patchbay:${place.kind}:${encodeURIComponent(place.name.toWellFormed())}`
}

function imageUrl({ kind, name }: Place): string | undefined {
  const last = name.split('/').at(-1)
  if (kind !== 'image' || !last) return undefined
  try {
    return new PackageURL('oci', undefined, last, undefined, { repository_url: name }).toString()
  } catch {
    return undefined
  }
}

/** `acme/shop, branch main`. */
export function placeName(place: Place): string {
  const name = place.name.trim() || placeIri(place)
  return place.branch === null ? name : `${name}, branch ${place.branch}`
}
