import type { ConformanceWorld, WorldOptions } from '@patchbay/sdk/testing'
import { createS3Emulator, type S3Emulator } from './emulator.ts'

export default async function startConformanceWorld({ clock }: WorldOptions): Promise<ConformanceWorld> {
  const emulator = await createS3Emulator({ clock })
  const { keys, buckets, region, url } = emulator
  const { accessKeyId, secretAccessKey } = keys.own
  const place = { bucket: buckets[0], region, endpoint: url, formats: 'sarif, cyclonedx, openvex, csaf, ocsf, csv' }
  const own = { ...place, accessKeyId, secretAccessKey }
  const unknown = { accessKeyId: 'AKIANOBODYKNOWSTHIS0', secretAccessKey: 'a+secret/that+fits/nothing00000000000000' }

  return {
    emulator,
    ways: [
      { name: 'keys of a user', config: { ...own, prefix: 'security/patchbay' }, exports: destination(emulator) },
      { name: 'temporary keys', config: { ...place, ...sessionOf(keys.temporary) }, exports: destination(emulator) },
    ],
    refusals: [
      { because: 'bad-credentials', what: 'a key nobody knows', config: { ...own, ...unknown }, field: 'accessKeyId' },
      {
        because: 'bad-credentials',
        what: 'a secret of another key',
        config: { ...own, secretAccessKey: unknown.secretAccessKey },
        field: 'secretAccessKey',
      },
      {
        because: 'expired',
        what: 'temporary keys that have ended',
        config: { ...place, ...sessionOf(keys.expired) },
        field: 'sessionToken',
      },
      {
        because: 'wrong-place',
        what: 'a bucket that is not there',
        config: { ...own, bucket: 'no-such-bucket' },
        field: 'bucket',
      },
      { because: 'wrong-place', what: 'another region', config: { ...own, region: 'us-west-2' }, field: 'region' },
      {
        because: 'under-privileged',
        what: 'somebody else’s bucket',
        config: { ...own, bucket: buckets[1] },
        field: 'bucket',
      },
    ],
    secrets: [
      ...Object.values(keys).flatMap((key) => [key.secretAccessKey, key.accessKeyId, key.session?.token ?? []].flat()),
      ...Object.values(unknown),
    ],
    unused: {
      'GET /{bucket}/{key*}': 'nothing is read back: the answer to a PUT proves what was stored',
      'DELETE /{bucket}/{key*}':
        'only what a repository left behind under a former name, or a format without a document for nothing',
    },
  }
}

function sessionOf({ accessKeyId, secretAccessKey, session }: S3Emulator['keys']['temporary']) {
  return { accessKeyId, secretAccessKey, sessionToken: session?.token }
}

function destination({ objects }: S3Emulator): NonNullable<ConformanceWorld['ways'][0]['exports']> {
  const documents = () => [...objects()].filter(([key]) => !key.endsWith('.manifest.json'))
  return {
    repository: { fullName: 'acme/web shop', url: 'https://github.com/acme/web-shop', nativeId: '101' },
    sending: [{ endpoint: 'PUT /{bucket}/{key*}', bare: true }],
    following: [],
    unfit: (finding) => finding,
    // The kit writes the ids of open findings, a line each.
    open: () => documents().flatMap(([, text]) => text.split('\n').filter((line) => line !== '')),
  }
}
