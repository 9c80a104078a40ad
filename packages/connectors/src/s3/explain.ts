import { type Context, Fault } from '@patchbay/sdk'
import { retell } from '@patchbay/sdk/shape'
import type { Config } from './config.ts'

/** Runs what speaks to the store; failures come out in terms of the settings, and what cannot be read as `contract`. */
export async function explained<T>({ config, signal }: Context<Config>, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof Fault) throw explain(error, config)
    throw new Fault('contract', 'The answer of the store cannot be read.', {}, error)
  }
}

function explain(fault: Fault, { bucket, endpoint }: Config): Fault {
  const told = (message: string, field: keyof Config, remedy: string) =>
    retell(fault, fault.kind, `${message} ${fault.message}`, { field, remedy })

  switch (fault.kind) {
    case 'credentials':
      if (/token/i.test(fault.message)) {
        return told('The session token is not good (any more).', 'sessionToken', 'Enter new temporary keys, or keys of a user.')
      }
      return /access key id/i.test(fault.message)
        ? told('The store does not know the access key.', 'accessKeyId', 'Enter the id of a key that is there and active.')
        : told('The secret does not belong to the access key.', 'secretAccessKey', 'Enter both halves of one key again.')
    case 'permission':
      return told(
        `The key may not do this in the bucket "${bucket}".`,
        'bucket',
        'Allow it s3:PutObject and s3:DeleteObject below the prefix, and s3:ListBucket on the bucket.',
      )
    case 'config':
      if (/time/i.test(fault.message)) {
        return retell(fault, 'config', `The clocks differ. ${fault.message}`, {
          remedy: 'Set the clock of the server Patchbay runs on.',
        })
      }
      return /region|endpoint/i.test(fault.message)
        ? told('The bucket is in another region.', 'region', 'Enter the region the bucket was made in.')
        : told(`There is no bucket "${bucket}".`, 'bucket', 'Enter the name of a bucket that is there. Patchbay makes none.')
    case 'missing':
      return told(
        'The address leads nowhere.',
        endpoint === undefined ? 'region' : 'endpoint',
        'Check the address of the store.',
      )
    case 'unreachable':
      return retell(fault, 'unreachable', fault.message, {
        field: endpoint === undefined ? 'region' : 'endpoint',
        remedy: 'Check the address of the store, and that this server may open connections to it.',
      })
    default:
      return fault
  }
}
