import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { ask } from '@patchbay/sdk/testing'
import { describe, expect, it } from 'vitest'
import { createS3Emulator, type S3Emulator } from './emulator.ts'

/** Somebody else's client: it signs and reads as every program does that speaks to such a store. */
function clientOf({ url, region, keys }: S3Emulator, changes: { secret?: string; region?: string } = {}): S3Client {
  const { accessKeyId, secretAccessKey } = keys.own
  return new S3Client({
    endpoint: url,
    region: changes.region ?? region,
    forcePathStyle: true,
    maxAttempts: 1,
    credentials: { accessKeyId, secretAccessKey: changes.secret ?? secretAccessKey },
  })
}

describe('the emulated store', () => {
  it('keeps, lists and returns objects', async () => {
    await using store = await createS3Emulator()
    const client = clientOf(store)
    const Bucket = store.buckets[0]
    await client.send(
      new PutObjectCommand({ Bucket, Key: 'a/one & "two".json', Body: '{"ü":1}', ContentType: 'application/json' }),
    )
    await client.send(new PutObjectCommand({ Bucket, Key: 'b/three.json', Body: '3' }))

    const list = await client.send(new ListObjectsV2Command({ Bucket, Prefix: 'a/' }))
    const object = await client.send(new GetObjectCommand({ Bucket, Key: 'a/one & "two".json' }))

    expect(list.Contents?.map(({ Key, Size }) => [Key, Size])).toEqual([['a/one & "two".json', 8]])
    expect([object.ContentType, await object.Body?.transformToString()]).toEqual(['application/json', '{"ü":1}'])
    await expect(client.send(new GetObjectCommand({ Bucket, Key: 'c' }))).rejects.toMatchObject({ name: 'NoSuchKey' })
    await expect(client.send(new ListObjectsV2Command({ Bucket: 'nowhere' }))).rejects.toMatchObject({ name: 'NoSuchBucket' })
    await expect(client.send(new ListObjectsV2Command({ Bucket: store.buckets[1] }))).rejects.toMatchObject({
      name: 'AccessDenied',
    })
  })

  it('takes nothing that was not signed with the secret, for this region, and lately', async () => {
    await using store = await createS3Emulator()
    await using late = await createS3Emulator({ time: () => new Date(Date.now() + 16 * 60_000) })
    const list = new ListObjectsV2Command({ Bucket: store.buckets[0] })
    const nobody = await ask(`${store.url}/${store.buckets[0]}/?list-type=2`)

    expect(nobody.status).toBe(403)
    await expect(clientOf(store, { secret: 'another' }).send(list)).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' })
    await expect(clientOf(store, { region: 'us-west-2' }).send(list)).rejects.toMatchObject({
      name: 'AuthorizationHeaderMalformed',
    })
    await expect(clientOf(late).send(list)).rejects.toMatchObject({ name: 'RequestTimeTooSkewed' })
  })

  it('refuses a body that is not what its checksum says', async () => {
    await using store = await createS3Emulator()
    const wrong = new PutObjectCommand({
      Bucket: store.buckets[0],
      Key: 'a',
      Body: 'one',
      ChecksumSHA256: `${'A'.repeat(43)}=`,
    })

    await expect(clientOf(store).send(wrong)).rejects.toMatchObject({ name: 'BadDigest' })
    expect(store.objects().size).toBe(0)
  })
})
