import { Stack, Switch, TextInput } from '@mantine/core'
import { type FormEvent, useRef, useState } from 'react'
import { fieldMessage } from '../../api/problem.ts'
import type { Connection, Connector } from '../../api/types.ts'
import { Card } from '../../components/card.tsx'
import { ExternalLink } from '../../components/external-link.tsx'
import { SettingsForm } from '../connectors/settings-form/settings-form.tsx'
import { focusFirstProblem, useSettings } from '../connectors/settings-form/use-settings.ts'
import integration from '../integrations/integrations.module.css'
import { useMay } from '../session/queries.ts'
import classes from './connection-page.module.css'
import { useUpdateConnection } from './queries.ts'
import { SaveBar } from './save-bar.tsx'

interface ConnectionSettingsProps {
  readonly connection: Connection
  readonly connector: Connector
}

/** Name, settings and new credentials. They are checked before they are saved. */
export function ConnectionSettings({ connection, connector }: ConnectionSettingsProps) {
  const may = useMay('maintainer')
  const form = useRef<HTMLFormElement>(null)
  const update = useUpdateConnection(connection.id)
  const settings = useSettings({
    schema: connector.configSchema,
    saved: connection.config,
    savedSecrets: connection.secretsSet,
  })
  const [label, setLabel] = useState(connection.label)
  const given = dayOf(connection.credentialsExpireGiven)
  const [expire, setExpire] = useState(given)
  const [autoMap, setAutoMap] = useState(connection.autoMap)

  function save(event: FormEvent): void {
    event.preventDefault()
    const config = settings.collect()
    if (config === null) {
      focusFirstProblem(form.current)
      return
    }
    const expiry = expire === given ? {} : { credentialsExpireAt: expire === '' ? null : `${expire}T00:00:00.000Z` }
    update.mutate(
      { label: label.trim(), config, autoMap, ...expiry },
      {
        onError: () => focusFirstProblem(form.current),
        // New credentials clear the date.
        onSuccess: (saved) => setExpire(dayOf(saved.credentialsExpireGiven)),
      },
    )
  }

  return (
    <div className={classes.columns}>
      <Card title="Settings">
        <form ref={form} noValidate onSubmit={save} className={classes.form}>
          <Stack gap="md">
            <TextInput
              label="Name"
              value={label}
              onChange={(event) => setLabel(event.currentTarget.value)}
              error={fieldMessage(update.error, 'label')}
              disabled={!may}
            />
            <SettingsForm
              {...settings.form}
              problems={settings.problems(update.error)}
              savedSecrets={connection.secretsSet}
              disabled={!may || update.isPending}
            />
            <TextInput
              type="date"
              label="Credentials expire on"
              description="Two weeks before, you are told. An earlier date from the vendor comes first; new credentials clear it."
              value={expire}
              onChange={(event) => setExpire(event.currentTarget.value)}
              error={fieldMessage(update.error, 'credentialsExpireAt')}
              disabled={!may}
            />
            {connector.capabilities.includes('discover') && (
              <Switch
                label="Create a product for what matches no repository"
                description="Otherwise such a record waits under Records until somebody maps it."
                checked={autoMap}
                onChange={(event) => setAutoMap(event.currentTarget.checked)}
                disabled={!may}
              />
            )}
            <SaveBar
              word="Check and save"
              pending={update.isPending}
              saved={update.isSuccess}
              error={update.error}
              disabled={!may || label.trim() === ''}
            />
          </Stack>
        </form>
      </Card>
      <Card title="Where to get new credentials">
        <ol className={integration.steps}>
          {connector.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <p>
          <ExternalLink href={connector.documentation}>Documentation of {connector.name}</ExternalLink>
        </p>
      </Card>
    </div>
  )
}

/** The day in UTC, as a date field takes it; empty for none. */
function dayOf(time: string | null): string {
  return time?.slice(0, 10) ?? ''
}
