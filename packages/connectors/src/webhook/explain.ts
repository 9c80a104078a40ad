import { Fault } from '@patchbay/sdk'
import { retell } from '@patchbay/sdk/shape'
import type { Config } from './config.ts'

/** The same failure in terms of the settings. The words of the receiver are kept where it said some. */
export function explain(error: unknown, { secret }: Config): unknown {
  if (!(error instanceof Fault)) return error
  const told = (message: string, field: 'url' | 'secret', remedy: string) =>
    retell(error, error.kind, `${message} ${error.message}`, { field, remedy })

  switch (error.kind) {
    case 'credentials':
      return secret === undefined
        ? told('The receiver wants to know who sends.', 'secret', 'Enter the signing secret the receiver knows.')
        : told(
            'The receiver did not accept the signature.',
            'secret',
            'Enter the same signing secret here and at the receiver.',
          )
    case 'permission':
      return told('The receiver does not let messages in.', 'url', 'Check the key in the address, and who may send there.')
    case 'missing':
      return told(
        'The receiver takes no messages there.',
        'url',
        'Enter the address anew. If it answers 410, it wants no more.',
      )
    case 'unreachable':
      return retell(error, 'unreachable', error.message, {
        field: 'url',
        remedy: 'Check the address, and that this server may open connections to it.',
      })
    default:
      return error
  }
}
