import { NumberInput, Stack } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../api/problem.ts'
import type { HubSettings } from '../../api/types.ts'
import { Card } from '../../components/card.tsx'
import { SaveBar } from '../connections/save-bar.tsx'
import { useMay } from '../session/queries.ts'
import { useUpdateHubSettings } from '../settings/queries.ts'

type Weights = HubSettings['risk']

const parts = [
  { name: 'severity', label: 'Severity', hint: 'CVSS, or the severity where there is none.' },
  { name: 'exploitation', label: 'Exploitation', hint: 'Known to be exploited, or likely to be.' },
  { name: 'reachability', label: 'Reachability', hint: 'Whether the code can run, as scanners say.' },
  { name: 'exposure', label: 'Exposure', hint: 'Tags and environment of the product, and whether the code is public.' },
  { name: 'criticality', label: 'Criticality', hint: 'Of the product.' },
] as const

/** How much each part of a risk score counts. */
export function RiskWeights({ settings: { risk } }: { readonly settings: HubSettings }) {
  const may = useMay('owner')
  const update = useUpdateHubSettings()
  const [weights, setWeights] = useState<Weights>(risk)
  const total = parts.reduce((sum, { name }) => sum + weights[name], 0)

  function save(event: FormEvent): void {
    event.preventDefault()
    update.mutate({ risk: weights })
  }

  return (
    <Card title="Risk score" aside="Only proportions matter">
      <form onSubmit={save} noValidate>
        <Stack gap="sm" maw={560}>
          {parts.map(({ name, label, hint }) => (
            <NumberInput
              key={name}
              label={label}
              description={`${hint} ${total === 0 ? '' : `Now ${Math.round((weights[name] / total) * 100)} % of the score.`}`}
              min={0}
              max={100}
              value={weights[name]}
              onChange={(value) => setWeights({ ...weights, [name]: Number(value) || 0 })}
              error={fieldMessage(update.error, `risk.${name}`)}
              disabled={!may}
            />
          ))}
          <SaveBar pending={update.isPending} saved={update.isSuccess} error={update.error} disabled={!may} />
        </Stack>
      </form>
    </Card>
  )
}
