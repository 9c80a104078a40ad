import { Button, FileButton, Group, Stack, Textarea } from '@mantine/core'
import { IconDownload, IconFileUpload } from '@tabler/icons-react'
import { useState } from 'react'
import { Card } from '../../components/card.tsx'
import { ApplyPlan } from './apply-plan.tsx'
import classes from './configuration.module.css'
import { FileProblem } from './file-problem.tsx'
import { fileAddress, usePlanFile } from './queries.ts'

/** The configuration of the hub as one file: to take away, and to apply after a look at what that changes. */
export function ConfigurationFile() {
  const [text, setText] = useState('')
  const plan = usePlanFile()

  function change(next: string): void {
    setText(next)
    plan.reset()
  }

  return (
    <Stack gap="md">
      <Card
        title="Configuration file"
        aside={
          <Button
            component="a"
            href={fileAddress}
            download
            size="xs"
            variant="default"
            leftSection={<IconDownload size={14} aria-hidden />}
          >
            Download patchbay.yaml
          </Button>
        }
      >
        <p className={classes.text}>
          Connections, products, mapping rules, scan profiles, notifications, roles and settings as one file, for version
          control or another hub. Secrets are not in it: it says where each is found.
        </p>
      </Card>
      <Card title="Apply a file">
        <Stack gap="sm" align="stretch">
          <Textarea
            label="YAML or JSON"
            description="Nothing is removed because the file does not name it, but for mapping rules: where it has them, it has all of them."
            placeholder={'version: 1\nproducts:\n  - name: Web shop'}
            value={text}
            onChange={(event) => change(event.currentTarget.value)}
            classNames={{ input: classes.file }}
            spellCheck={false}
            autosize
            minRows={8}
            maxRows={24}
          />
          {plan.error !== null && <FileProblem error={plan.error} />}
          <Group gap="sm">
            <Button loading={plan.isPending} disabled={text.trim() === ''} onClick={() => plan.mutate(text)}>
              Show what changes
            </Button>
            <FileButton
              accept=".yaml,.yml,.json,application/yaml,application/json"
              onChange={(file) => void file?.text().then(change)}
              inputProps={{ 'aria-label': 'Configuration file' }}
            >
              {(props) => (
                <Button {...props} variant="default" leftSection={<IconFileUpload size={16} aria-hidden />}>
                  Choose a file
                </Button>
              )}
            </FileButton>
          </Group>
        </Stack>
      </Card>
      {plan.data !== undefined && <ApplyPlan key={plan.submittedAt} planned={plan.data} onAgain={() => plan.mutate(text)} />}
    </Stack>
  )
}
