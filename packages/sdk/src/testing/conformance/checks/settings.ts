import fc from 'fast-check'
import { expect } from 'vitest'
import type { Chapter } from '../check.ts'
import { requireFault } from '../fault-facts.ts'
import { propertiesOf } from './folder.ts'

const soundsSecret = /token|secret|password|passphrase|(?<![a-z])key|Key|webhook/
// The same examples every time: a check that fails only now and then helps nobody.
const fixed = { seed: 20_261_128 }

export const settings: Chapter = {
  title: 'Settings',
  checks: [
    {
      title: 'marks every secret, so that it is sealed and never shown',
      run: ({ kit: { plugin }, publicSettings }) => {
        const sounding = Object.keys(propertiesOf(plugin.configSchema)).filter((name) => soundsSecret.test(name))

        expect(sounding.filter((name) => !plugin.secrets.includes(name) && !publicSettings.includes(name))).toEqual([])
        expect(publicSettings.filter((name) => !sounding.includes(name) || plugin.secrets.includes(name))).toEqual([])
      },
    },
    {
      title: 'describes its settings as a JSON Schema that a form can be drawn from',
      run: ({ kit: { plugin } }) => {
        const fields = Object.entries(propertiesOf(plugin.configSchema))

        expect(plugin.configSchema).toMatchObject({ type: 'object', additionalProperties: false })
        expect(fields.length).toBeGreaterThan(0)
        expect(
          fields.filter(([, field]) => !isText(field['title']) || !isText(field['description'])).map(([name]) => name),
        ).toEqual([])
      },
    },
    {
      title: 'rejects empty settings in words that say which ones are missing',
      run: ({ kit: { plugin } }) => {
        const problems = plugin.validate({})
        const names = Object.keys(propertiesOf(plugin.configSchema))

        expect(problems.length).toBeGreaterThan(0)
        expect(problems.filter(({ field }) => !names.includes(field))).toEqual([])
        expect(problems.filter(({ message }) => !isReadable(message))).toEqual([])
      },
    },
    {
      title: 'rejects a setting nobody knows, by its name',
      run: ({ kit: { plugin }, facts }) => {
        const [{ config }] = facts.ways

        expect(plugin.validate({ ...config, colour: 'blue' })).toEqual([
          { field: 'colour', message: expect.stringContaining('"colour"') },
        ])
      },
    },
    {
      title: 'accepts the settings of every way to connect',
      run: ({ kit: { plugin }, facts }) => {
        for (const { name, config } of facts.ways) expect(plugin.validate(config), name).toEqual([])
        for (const { what, config } of facts.refusals) expect(plugin.validate(config), what).toEqual([])
      },
    },
    {
      title: 'rejects nonsense without falling over',
      run: ({ kit: { plugin } }) => {
        const validates = (value: unknown) => Array.isArray(plugin.validate(value))

        fc.assert(fc.property(fc.jsonValue(), validates), fixed)
        const names = Object.keys(propertiesOf(plugin.configSchema))
        for (const name of names)
          fc.assert(
            fc.property(fc.jsonValue(), (value) => validates({ [name]: value })),
            { ...fixed, numRuns: 50 },
          )
      },
    },
    {
      title: 'never repeats a secret when it complains about it',
      run: ({ kit: { plugin }, facts }) => {
        for (const name of plugin.secrets) {
          fc.assert(
            fc.property(fc.string({ minLength: 12, maxLength: 40 }), (value) => {
              const said = plugin.validate({ ...facts.ways[0].config, [name]: value }).map(({ message }) => message)
              return said.every((message) => !message.includes(value))
            }),
            fixed,
          )
        }
      },
    },
    {
      title: 'refuses to open with settings that do not validate, naming one',
      run: ({ kit: { plugin } }) => {
        const unused = () => {
          throw new Error('A connector with bad settings must not be opened.')
        }
        let caught: unknown = null
        try {
          plugin.open({}, { signal: new AbortController().signal, log: { info: unused, warn: unused }, connect: unused })
        } catch (error) {
          caught = error
        }

        expect(Object.keys(propertiesOf(plugin.configSchema))).toContain(requireFault(caught, ['config']).details.field)
      },
    },
  ],
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== ''
}

/** A sentence of the connector's own, not one of a validation library. */
function isReadable(message: string): boolean {
  return (
    /^[A-Z"].{10,}[.?!]$/.test(message) &&
    !/^(Invalid|Required|Expected|Unrecognized|Too (small|big))\b|received undefined/.test(message)
  )
}
