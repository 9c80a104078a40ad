import { z } from 'zod'
import { Fault } from '../../../fault.ts'
import { sample } from './connector.ts'
import { broken, type Flaw, good, manifest, settings } from './flaw.ts'

/** What is wrong before anything is read: folder, settings, signing in. */
export const flawsAtRest: readonly Flaw[] = [
  { name: 'has no steps', caught: 'has a manifest with everything the hub and the docs show', plugin: manifest({ steps: [] }) },
  { name: 'is called otherwise', caught: 'has the name of its folder as its id', plugin: manifest({ id: 'simple' }) },
  {
    name: 'cannot sync',
    caught: 'can do what its category promises, and names families exactly when it reports findings',
    plugin: broken({ sync: undefined }),
  },
  {
    name: 'has no README',
    caught: 'has a README with the four headings, each with something below it',
    plugin: good,
    folder: import.meta.filename,
  },
  {
    name: 'has no emulator',
    caught: 'has an emulator of the vendor for the kit to start',
    plugin: good,
    folder: import.meta.filename,
  },
  {
    name: 'marks no secret',
    caught: 'marks every secret, so that it is sealed and never shown',
    plugin: settings({ key: z.string().meta({ title: 'Key', description: 'A key.' }) }),
  },
  {
    name: 'does not explain a setting',
    caught: 'describes its settings as a JSON Schema that a form can be drawn from',
    plugin: settings({ team: z.string({ error: 'Enter the team.' }) }),
  },
  {
    name: 'has a setting its README does not know',
    caught: 'explains every setting in its README',
    plugin: settings({ colour: z.string().optional() }),
  },
  {
    name: 'speaks like its validator',
    caught: 'rejects empty settings in words that say which ones are missing',
    plugin: { ...good, validate: () => [{ field: 'key', message: 'Invalid input: expected string, received undefined' }] },
  },
  {
    name: 'takes any setting',
    caught: 'rejects a setting nobody knows, by its name',
    plugin: { ...good, validate: (given) => good.validate(given).filter(({ message }) => !message.includes('no setting')) },
  },
  {
    name: 'refuses good settings',
    caught: 'accepts the settings of every way to connect',
    plugin: { ...good, validate: () => [{ field: 'key', message: 'No.' }] },
  },
  {
    name: 'falls over nonsense',
    caught: 'rejects nonsense without falling over',
    plugin: {
      ...good,
      validate: (given) => {
        if (Array.isArray(given)) throw new TypeError('A list!')
        return good.validate(given)
      },
    },
  },
  {
    name: 'quotes a wrong key',
    caught: 'never repeats a secret when it complains about it',
    plugin: settings({
      key: z
        .string()
        .refine((key) => key.startsWith('sample-'), { error: ({ input }) => `"${String(input)}" is no key.` })
        .meta({ secret: true }),
    }),
  },
  {
    name: 'opens with anything',
    caught: 'refuses to open with settings that do not validate, naming one',
    plugin: {
      ...good,
      open: (given, wiring) =>
        good.open({ baseUrl: 'https://a.example', key: 'sample-key-1', team: 'red', ...Object(given) }, wiring),
    },
  },
  {
    name: 'asks something when it is opened',
    caught: 'asks the vendor nothing before it has to',
    plugin: {
      ...good,
      open: (given, wiring) => {
        const connect: typeof wiring.connect = (transport) => {
          const http = wiring.connect(transport)
          http.get('/me').catch(() => {})
          return http
        }
        return good.open(given, { ...wiring, connect })
      },
    },
  },
  {
    name: 'says nothing of what it sees',
    caught: 'says what good credentials see',
    plugin: broken({ check: async () => ({ sees: '', warnings: [] }) }),
  },
  {
    name: 'checks nothing',
    caught: 'raises credentials for a key the vendor does not know, naming the setting',
    plugin: broken({ check: async () => ({ sees: '5 projects', warnings: [] }) }),
  },
  {
    name: 'names no setting',
    caught: 'raises credentials for a key the vendor does not know, naming the setting',
    plugin: broken({
      check: async ({ http }) => {
        await http.get('/me')
        return { sees: '5 projects', warnings: [] }
      },
    }),
  },
  {
    name: 'does not speak of expiry',
    caught: 'says so when a key has expired',
    plugin: broken({
      check: async () => {
        throw new Fault('credentials', 'The key was refused.', { field: 'key', remedy: 'Enter another.' })
      },
    }),
  },
  {
    name: 'checks no right',
    caught: 'raises permission for a key that may not read what is needed',
    plugin: broken({
      check: async ({ http }) => {
        await http.get('/me')
        return { sees: '5 projects', warnings: [] }
      },
    }),
  },
  {
    name: 'blames the key for the team',
    caught: 'names the setting that points to the wrong place',
    plugin: broken({
      check: (context) =>
        sample.check(context).catch((error: unknown) => {
          throw error instanceof Fault ? new Fault('config', error.message, { field: 'key', remedy: 'Enter another.' }) : error
        }),
    }),
  },
  {
    name: 'takes any answer to the check',
    caught: 'never takes a damaged answer to the check for a good one',
    plugin: broken({ check: (context) => sample.check(context).catch(() => ({ sees: '5 projects', warnings: [] })) }),
  },
]
