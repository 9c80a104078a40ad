import { Fault } from '../../../fault.ts'
import { notify, type Sample } from './connector.ts'
import { broken, type Flaw, isFaultOf, transport } from './flaw.ts'

type Notify = NonNullable<Sample['notify']>

let counter = 0

/** What goes wrong when people are told. */
export const flawsInTelling: readonly Flaw[] = [
  {
    name: 'sends words as long as they come',
    caught: 'delivers a message, however long and hostile its words',
    plugin: telling(({ config, http }, { id, title }) =>
      http.post({ path: `/teams/${config.team}/messages`, headers: { 'x-message-id': id }, json: { title } }),
    ),
  },
  {
    name: 'makes an id of its own for each try',
    caught: 'says the same again when it is tried again, under the message’s own id where the vendor takes one',
    plugin: telling((context, message) => {
      counter += 1
      return notify(context, { ...message, id: `try-${counter}` })
    }),
  },
  {
    name: 'says how often it has tried',
    caught: 'says the same again when it is tried again, under the message’s own id where the vendor takes one',
    plugin: telling((context, message) => {
      counter += 1
      return notify(context, { ...message, text: `Try ${counter}` })
    }),
  },
  {
    name: 'does not wait to tell',
    caught: 'waits as long as the vendor asks it to, and delivers once',
    plugin: transport((given) => ({ ...given, attempts: 1 })),
  },
  {
    name: 'gives up for good when the vendor is down',
    caught: 'raises what is tried again later when the vendor is in trouble, and does not repeat what may have arrived',
    plugin: telling(async (context, message) => {
      await notify(context, message).catch((error: unknown) => {
        throw isFaultOf('unreachable')(error) ? new Fault('contract', 'It did not work.') : error
      })
    }),
  },
  {
    name: 'tries what may have arrived over and over',
    caught: 'raises what is tried again later when the vendor is in trouble, and does not repeat what may have arrived',
    plugin: telling(async (context, message) => {
      await notify(context, message).catch(() => notify(context, message))
    }),
  },
  {
    name: 'takes a refused message for a delivered one',
    caught: 'raises what is not tried again when the vendor turns it away, naming the setting',
    plugin: telling(async (context, message) => {
      await notify(context, message).catch(unless(isFaultOf('credentials')))
    }),
  },
  {
    name: 'hides that a message was stopped',
    caught: 'delivers nothing once it is told to stop',
    plugin: telling(async (context, message) => {
      await notify(context, message).catch(() => {})
    }),
  },
  {
    name: 'signs its messages with its key',
    caught: 'lets no secret out with a message, nor when the vendor repeats it',
    plugin: telling((context, message) => notify(context, { ...message, text: `${message.text} (${context.config.key})` })),
  },
]

function telling(tell: (...given: Parameters<Notify>) => Promise<unknown>): Flaw['plugin'] {
  return broken({
    notify: async (context, message) => {
      await tell(context, message)
    },
  })
}

/** Lets errors pass that are not expected. */
function unless(isExpected: (error: unknown) => boolean): (error: unknown) => void {
  return (error) => {
    if (!isExpected(error)) throw error
  }
}
