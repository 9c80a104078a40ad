import { Checkbox, Select, Stack, Switch } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { Connection, Connector, ImportRules, Kind } from '../../api/types.ts'
import { Card } from '../../components/card.tsx'
import { severities, severityName } from '../../components/severity.tsx'
import { useMay } from '../session/queries.ts'
import classes from './connection-page.module.css'
import { useUpdateConnection } from './queries.ts'
import { SaveBar } from './save-bar.tsx'

type Minimum = NonNullable<ImportRules['minimumSeverity']>

const minimums = severities.filter((severity): severity is Minimum => severity !== 'unknown' && severity !== 'info')

interface ConnectionRulesProps {
  readonly connection: Connection
  readonly connector: Connector
}

/** Which findings this connection lets in. */
export function ConnectionRules({ connection, connector }: ConnectionRulesProps) {
  const may = useMay('maintainer')
  const update = useUpdateConnection(connection.id)
  const [kinds, setKinds] = useState<readonly Kind[]>(connection.rules.kinds)
  const [cveRequired, setCveRequired] = useState(connection.rules.cveRequired)
  const [minimum, setMinimum] = useState<Minimum | null>(connection.rules.minimumSeverity)

  function save(event: FormEvent): void {
    event.preventDefault()
    update.mutate({ rules: { kinds: [...kinds], cveRequired, minimumSeverity: minimum } })
  }

  function toggle(kind: Kind): void {
    setKinds(kinds.includes(kind) ? kinds.filter((each) => each !== kind) : [...kinds, kind])
  }

  if (connector.families.length === 0) {
    return <Card title="Import rules">This connection brings in no findings, so there is nothing to filter.</Card>
  }

  return (
    <Card title="Import rules" aside="Applied from the next sync on. What is left out is counted, by reason.">
      <form onSubmit={save} className={classes.form}>
        <Stack gap="lg">
          <fieldset className={classes.fieldset}>
            <legend>Let in</legend>
            <Stack gap="xs">
              {connector.families.map((family) => (
                <Checkbox
                  key={family.kind}
                  label={family.label}
                  checked={kinds.includes(family.kind)}
                  onChange={() => toggle(family.kind)}
                  disabled={!may}
                />
              ))}
            </Stack>
          </fieldset>
          <Switch
            label="Only with a CVE"
            description="For dependency and container findings. What has no CVE is left out."
            checked={cveRequired}
            onChange={(event) => setCveRequired(event.currentTarget.checked)}
            disabled={!may}
          />
          <Select
            label="Minimum severity"
            description="Findings of unknown severity always come in."
            data={[
              { value: 'any', label: 'Everything' },
              ...minimums.map((severity) => ({ value: severity, label: `${severityName(severity)} and above` })),
            ]}
            value={minimum ?? 'any'}
            onChange={(value) => setMinimum(minimums.find((each) => each === value) ?? null)}
            allowDeselect={false}
            disabled={!may}
          />
          <SaveBar
            pending={update.isPending}
            saved={update.isSuccess}
            error={update.error}
            disabled={!may || kinds.length === 0}
          />
        </Stack>
      </form>
    </Card>
  )
}
