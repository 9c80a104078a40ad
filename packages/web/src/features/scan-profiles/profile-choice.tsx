import { Button, Group, Select, Stack } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { rowsOf } from '../../api/pages.ts'
import type { Product, ScanProfile } from '../../api/types.ts'
import { Card } from '../../components/card.tsx'
import { type Fact, Facts } from '../../components/facts.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { NextRun } from '../connections/next-run.tsx'
import { useMay } from '../session/queries.ts'
import { ChoicePreview } from './profile-preview.tsx'
import { type Chooser, destinationsWords } from './profile-switch.ts'
import { originWords, rulesWords, scheduleWords } from './profile-words.ts'
import { scanProfilesQuery, useChooseProfile } from './queries.ts'

interface ProfileChoiceProps {
  readonly of: Chooser
  readonly id: string
  readonly choice: Product['scanProfile']
  /** Name of the product type. */
  readonly productType: string
}

const none = 'none'
const nobody = { product: 'None: that of its type, or the default', 'product-type': 'None: the default' } as const

/** The scan profile a product or a product type chooses, what choosing another one would do, and the one that is in force. */
export function ProfileChoice({ of, id, choice, productType }: ProfileChoiceProps) {
  const may = useMay('maintainer')
  const profiles = rowsOf(useInfiniteQuery(scanProfilesQuery).data)
  const choose = useChooseProfile(of, id)
  const { chosen, inForce } = choice
  const saved = chosen?.id ?? none
  const [picked, setPicked] = useState<string | null>(null)
  const wanted = picked ?? saved
  const known = new Map([...(chosen === null ? [] : [chosen]), ...profiles].map((each) => [each.id, each.name]))
  const profile = (wantedId: string | undefined) => profiles.find((each) => each.id === wantedId)

  return (
    <Card title="Scan profile">
      <Stack gap="md">
        {choose.error !== null && <ProblemNotice error={choose.error} kept="The scan profile is as it was." />}
        <Select
          label={of === 'product' ? 'Chosen for this product' : 'Chosen for this product type'}
          data={[{ value: none, label: nobody[of] }, ...[...known].map(([value, label]) => ({ value, label }))]}
          value={wanted}
          onChange={setPicked}
          allowDeselect={false}
          disabled={!may || choose.isPending}
        />
        {wanted !== saved && (
          <>
            <ChoicePreview
              choice={{ of, id, from: chosen?.id ?? null, to: idOf(wanted) }}
              destinations={destinationsWords(profile(inForce?.id), profile(wanted))}
            />
            <Group gap="xs" justify="flex-end">
              <Button variant="default" disabled={choose.isPending} onClick={() => setPicked(null)}>
                Cancel
              </Button>
              <Button
                loading={choose.isPending}
                onClick={() => choose.mutate(idOf(wanted), { onSuccess: () => setPicked(null) })}
              >
                Choose it
              </Button>
            </Group>
          </>
        )}
        <Facts
          facts={[
            {
              name: wanted === saved ? 'In force' : 'In force now',
              value: inForce === null ? 'None reaches it' : `${inForce.name}, ${originWords(inForce, productType)}`,
            },
            ...factsOf(profile(inForce?.id)),
          ]}
        />
      </Stack>
    </Card>
  )
}

function idOf(value: string): string | null {
  return value === none ? null : value
}

function factsOf(profile: ScanProfile | undefined): readonly Fact[] {
  if (profile === undefined) return []
  return [
    { name: 'Read', value: scheduleWords(profile) },
    ...(profile.nextSyncAt === null ? [] : [{ name: 'Next at', value: <NextRun at={profile.nextSyncAt} /> }]),
    { name: 'Lets in', value: rulesWords(profile.rules) },
    { name: 'Goes to', value: profile.exporters.map(({ label }) => label).join(', ') || 'Nowhere' },
  ]
}
