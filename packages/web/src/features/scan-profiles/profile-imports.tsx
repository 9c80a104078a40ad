import { Group, MultiSelect, Select } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { severityName } from '../../components/severity.tsx'
import { sentenceCase } from '../../format/words.ts'
import { kinds, minimums, type ProfileForm } from './profile-values.ts'

/** Chosen ones go on in further lines. */
export const wraps = { input: { height: 'auto' } }

export const kindOptions = kinds.map((value) => ({ value, label: sentenceCase(value.replaceAll('-', ' ')) }))

const left = 'As each connection says'

const cves = [
  { value: 'connection', label: left },
  { value: 'required', label: 'Only with a CVE' },
  { value: 'any', label: 'With or without a CVE' },
] as const satisfies readonly { readonly value: ProfileForm['importCve']; readonly label: string }[]

const severities = [
  { value: 'connection' as const, label: left },
  { value: 'any' as const, label: 'Everything' },
  ...minimums.map((value) => ({ value, label: `${severityName(value)} and above` })),
]

/** Which findings of the records below are let in. */
export function ProfileImports({ form }: { readonly form: UseFormReturnType<ProfileForm> }) {
  const { importKinds, importCve, importMinimum } = form.values

  return (
    <>
      <MultiSelect
        styles={wraps}
        label="Kinds to let in"
        placeholder={importKinds.length === 0 ? left : ''}
        data={kindOptions}
        value={[...importKinds]}
        onChange={(chosen) =>
          form.setFieldValue(
            'importKinds',
            kinds.filter((kind) => chosen.includes(kind)),
          )
        }
      />
      <Group grow align="start">
        <Select
          label="CVE"
          description="Of dependency and container findings."
          data={cves}
          value={importCve}
          onChange={(value) => form.setFieldValue('importCve', cves.find((each) => each.value === value)?.value ?? importCve)}
          allowDeselect={false}
        />
        <Select
          label="Severity to let in"
          description="Unknown severity always comes in."
          data={severities}
          value={importMinimum}
          onChange={(value) =>
            form.setFieldValue('importMinimum', severities.find((each) => each.value === value)?.value ?? importMinimum)
          }
          allowDeselect={false}
        />
      </Group>
    </>
  )
}
