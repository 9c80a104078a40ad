import { Button, Stack, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { fieldMessage } from '../../api/problem.ts'
import type { Connector } from '../../api/types.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useCheckDraft, useConnect } from '../connections/queries.ts'
import { readsNothing } from '../connections/reads-nothing.ts'
import { SettingsForm } from '../connectors/settings-form/settings-form.tsx'
import { focusFirstProblem, useSettings } from '../connectors/settings-form/use-settings.ts'
import { AccountSeen } from './account-seen.tsx'
import { ConnectOptions, isAboutOptions, useConnectOptions } from './connect-options.tsx'
import classes from './integrations.module.css'

interface ConnectFormProps {
  readonly connector: Connector
  readonly onCancel: () => void
}

/** Tests first; shows what the credentials see; imports only when told to. */
export function ConnectForm({ connector, onCancel }: ConnectFormProps) {
  const navigate = useNavigate()
  const form = useRef<HTMLFormElement>(null)
  const settings = useSettings({ schema: connector.configSchema, saved: {}, savedSecrets: [] })
  const [label, setLabel] = useState(connector.name)
  const options = useConnectOptions(connector)
  const check = useCheckDraft()
  const connect = useConnect()
  const problem = connect.error ?? check.error
  // What is wrong with the settings is mended above; what is wrong with the options, where they are.
  const seen = check.isSuccess && (!connect.isError || isAboutOptions(connect.error))

  function test(): void {
    connect.reset()
    const config = settings.collect()
    if (config === null) {
      focusFirstProblem(form.current)
      return
    }
    check.mutate({ connector: connector.id, config }, { onError: () => focusFirstProblem(form.current) })
  }

  function start(): void {
    const config = settings.collect()
    if (config === null) return
    connect.mutate(
      { connector: connector.id, label: label.trim(), config, ...options.collected },
      {
        onSuccess: (connection) =>
          navigate({ to: '/integrations/$connectionId', params: { connectionId: connection.id }, search: { tab: 'health' } }),
        onError: () => focusFirstProblem(form.current),
      },
    )
  }

  if (seen) {
    return (
      <Stack gap="md">
        <AccountSeen account={check.data} />
        {connect.error !== null && (
          <ProblemNotice error={connect.error} kept="Nothing was saved. What you entered is still here." />
        )}
        <ConnectOptions options={options} connector={connector} account={check.data} error={connect.error} />
        <div className={classes.footer}>
          <Button variant="default" onClick={() => check.reset()} disabled={connect.isPending}>
            Back
          </Button>
          <Button onClick={start} loading={connect.isPending} data-autofocus>
            {readsNothing(connector) ? 'Save' : 'Start importing'}
          </Button>
        </div>
      </Stack>
    )
  }

  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        test()
      }}
    >
      <Stack gap="md">
        {problem !== null && <ProblemNotice error={problem} kept="Nothing was saved. What you entered is still here." />}
        <TextInput
          label="Name"
          description="What people here will call this connection."
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
          error={fieldMessage(problem, 'label')}
          required
          withAsterisk={false}
        />
        <SettingsForm {...settings.form} problems={settings.problems(problem)} savedSecrets={[]} disabled={check.isPending} />
        <div className={`${classes.footer} ${classes.stays}`}>
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={check.isPending} disabled={label.trim() === ''}>
            Connect
          </Button>
        </div>
      </Stack>
    </form>
  )
}
