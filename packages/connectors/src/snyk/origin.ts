import { looseEnum } from '@patchbay/sdk/shape'

/** Where a project was imported from: source control, a registry of images, or neither (the CLI, an API, a cloud). */
export interface Origin {
  readonly kind: 'source-control' | 'images' | 'other'
  /** Where `owner/name` alone is an address: the origins that exist once in the world. */
  readonly host?: string
}

const sourceControl: Origin = { kind: 'source-control' }
const images: Origin = { kind: 'images' }
const other: Origin = { kind: 'other' }

export const originOf = looseEnum<Origin>(
  'attributes.origin',
  {
    github: { kind: 'source-control', host: 'github.com' },
    'github-cloud-app': { kind: 'source-control', host: 'github.com' },
    'github-server-app': sourceControl,
    'github-enterprise': sourceControl,
    gitlab: sourceControl,
    'bitbucket-server': sourceControl,
    'bitbucket-cloud': { kind: 'source-control', host: 'bitbucket.org' },
    'bitbucket-connect-app': { kind: 'source-control', host: 'bitbucket.org' },
    'azure-repos': sourceControl,
    'docker-hub': images,
    acr: images,
    ecr: images,
    gcr: images,
    'artifactory-cr': images,
    'harbor-cr': images,
    'quay-cr': images,
    'github-cr': images,
    'nexus-cr': images,
    'digitalocean-cr': images,
    'gitlab-cr': images,
    'google-artifact-cr': images,
    kubernetes: images,
    cli: other,
    'in-memory-fs': other,
    'nexus-private-repo': other,
    heroku: other,
    api: other,
    'aws-lambda': other,
    'azure-functions': other,
    'cloud-foundry': other,
    pivotal: other,
    'ibm-cloud': other,
    'terraform-cloud': other,
  },
  other,
)

const imageTypes: ReadonlySet<string> = new Set(['apk', 'deb', 'rpm', 'linux'])

/** Whether a project is a container image, by what was scanned or by where it was imported from. */
export function isImage({ type, origin }: { readonly type: string | null; readonly origin: string | null }): boolean {
  return imageTypes.has(type ?? '') || originOf(origin, () => {}).kind === 'images'
}
