import type { ImageEvidence, ImageSource, RepositoryClue, Target } from '@patchbay/sdk'
import {
  baseImage,
  distinctTexts,
  firstText,
  httpsUrl,
  imageEvidence,
  imageReference,
  type Note,
  repositoryPath,
  textOrNull,
} from '@patchbay/sdk/shape'
import type { OrganizationFacts } from './organizations.ts'
import { isImage, originOf } from './origin.ts'
import type { Project } from './schema.ts'

/** What `sync` needs to know about a project again. */
export interface ProjectFacts {
  readonly organization: string
  /** Name of the organization in addresses of the web app. */
  readonly slug: string | null
  /** Snyk's word for what was scanned: `npm`, `sast`, `deb`. */
  readonly type: string | null
  readonly origin: string | null
  /** Manifest, relative to the root of the repository. */
  readonly file: string | null
  /** The image that was scanned, as container tools write it. */
  readonly image: string | null
  /** The image that one is built on, written alike. */
  readonly base: string | null
}

/** One project as a target: a manifest, a code base or an image that Snyk watches. */
export function toTarget(project: Project, organization: OrganizationFacts, app: string | null, note: Note): Target {
  const { id, attributes } = project
  const link = app === null || organization.slug === null ? null : projectAddress(app, organization.slug, id)
  const repository = clueOf(project, note)
  const image = imageOf(project)
  return {
    ref: id,
    name: firstText(300, attributes.name) ?? id,
    ...(link !== null && { url: link }),
    ...(repository !== null && { repository }),
    ...(image !== null && { image }),
    tags: distinctTexts([
      ...(attributes.tags ?? []).map(({ key, value }) => [key, value].filter(Boolean).join(':')),
      ...(attributes.business_criticality ?? []),
      ...(attributes.environment ?? []),
      ...(attributes.lifecycle ?? []),
    ]),
    archived: attributes.status === 'inactive',
    attributes: {
      organization: organization.id,
      ...facts({
        slug: organization.slug,
        type: attributes.type,
        origin: attributes.origin,
        file: repositoryPath(attributes.target_file),
        image: image === null ? null : imageReference(image),
        base: image === null ? null : (baseImage(tagged(attributes.tags, baseTags))?.reference ?? null),
      }),
    },
  }
}

/** `null` for targets whose organization is not known, which only an older version can have left behind. */
export function projectFacts({ attributes }: Target): ProjectFacts | null {
  const organization = attributes['organization']
  if (organization === undefined) return null
  return {
    organization,
    slug: attributes['slug'] ?? null,
    type: attributes['type'] ?? null,
    origin: attributes['origin'] ?? null,
    file: attributes['file'] ?? null,
    image: attributes['image'] ?? null,
    base: attributes['base'] ?? null,
  }
}

/**
 * Projects of an image are named after it, with its tag, and those of an application inside with its path behind that
 * (`acme/shop:1.4.2:/app/package.json`); the command line puts a word before.
 */
function imageOf({ attributes, relationships }: Project): ImageEvidence | null {
  if (!isImage({ type: attributes.type ?? null, origin: attributes.origin ?? null })) return null
  const [named] = attributes.name
    .trim()
    .replace(/^docker-image\|/, '')
    .split(':/')
  const target = relationships?.target?.data?.attributes?.display_name
  const image = imageEvidence(firstText(500, named, target))
  const source = sourceIn(attributes.tags)
  return image === null || source === null ? image : { ...image, source }
}

/** The labels an image can have, and short forms of them: keys of Snyk's tags hold no dots and are at most 30 characters long. */
const sourceTags: TagKeys = ['org.opencontainers.image.source', 'image-source']
const dockerfileTags: TagKeys = ['io.snyk.containers.image.dockerfile', 'image-dockerfile']
const baseTags: TagKeys = ['org.opencontainers.image.base.name', 'image-base']

type TagKeys = readonly (string | null | undefined)[]
type Tags = Project['attributes']['tags']

function tagged(tags: Tags, keys: TagKeys): string | null {
  return firstText(500, ...(tags ?? []).filter(({ key }) => keys.includes(key)).map(({ value }) => value))
}

function sourceIn(tags: Tags): ImageSource | null {
  const url = tagged(tags, sourceTags)
  const dockerfile = repositoryPath(tagged(tags, dockerfileTags))
  return url === null ? null : { url, ...(dockerfile !== null && dockerfile !== '' && { dockerfile }) }
}

export function projectAddress(app: string, slug: string, id: string, anchor = ''): string | null {
  return httpsUrl(`${app}/org/${encodeURIComponent(slug)}/project/${encodeURIComponent(id)}${anchor}`)
}

/**
 * An image has no repository. Elsewhere the Snyk target's address is the clue, in whatever form the importer or a developer's
 * git remote had it; where there is none, `owner/name` on the hosts that exist once.
 */
function clueOf({ attributes, relationships }: Project, note: Note): RepositoryClue | null {
  const origin = originOf(attributes.origin, note)
  if (origin.kind === 'images') return null
  const target = relationships?.target?.data?.attributes
  const named = /^[^\s/:]+\/[^\s/:]+$/.exec(target?.display_name?.trim() ?? '')?.[0]
  const guess = origin.host !== undefined && named !== undefined ? `https://${origin.host}/${named}` : null
  const url = firstText(500, target?.url, guess)
  if (url === null) return null

  const branch = origin.kind === 'source-control' ? textOrNull(attributes.target_reference, 255) : null
  const folder = repositoryPath(attributes.target_file)?.split('/').slice(0, -1).join('/')
  return {
    urls: [url],
    ...(branch !== null && { defaultBranch: branch }),
    ...(folder && { path: folder }),
  }
}

function facts(given: Readonly<Record<string, string | null | undefined>>): Record<string, string> {
  const kept = Object.entries(given).map(([name, value]) => [name, textOrNull(value, 200)] as const)
  return Object.fromEntries(kept.flatMap(([name, value]) => (value === null ? [] : [[name, value]])))
}
