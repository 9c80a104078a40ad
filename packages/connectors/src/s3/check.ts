import { ListObjectsV2Command } from '@aws-sdk/client-s3'
import type { Account, Context } from '@patchbay/sdk'
import { readAnswer } from '@patchbay/sdk/shape'
import { clientFor } from './client.ts'
import type { Config } from './config.ts'
import { explained } from './explain.ts'
import { listed } from './schema.ts'

/** Lists one object: it proves key, bucket and region, and leaves nothing there. Whether the key may write shows with the first upload. */
export async function check(context: Context<Config>): Promise<Account> {
  const { bucket, prefix, sessionToken } = context.config
  await explained(context, async () => {
    const answer = await clientFor(context).send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, MaxKeys: 1 }))
    readAnswer(listed, answer, 'The list of objects')
  })
  return {
    sees: `The bucket ${bucket}${prefix === '' ? '' : `, below ${prefix}/`}`,
    warnings: sessionToken === undefined ? [] : ['Temporary keys end by themselves; nothing is stored from then on.'],
  }
}
