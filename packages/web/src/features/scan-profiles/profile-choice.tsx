import { Select, Stack } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { rowsOf } from '../../api/pages.ts'
import type { Product, ScanProfile } from '../../api/types.ts'
import { Card } from '../../components/card.tsx'
import { type Fact, Facts } from '../../components/facts.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { NextRun } from '../connections/next-run.tsx'
import { useMay } from '../session/queries.ts'
import { originWords, rulesWords, scheduleWords } from './profile-words.ts'
import { scanProfilesQuery, useChooseProfile } from './queries.ts'

interface ProfileChoiceProps {
  readonly of: 'product' | 'product-type'
  readonly id: string
  readonly choice: Product['scanProfile']
  /** Name of the product type. */
  readonly productType: string
}

const nobody = { product: 'None: that of its type, or the default', 'product-type': 'None: the default' } as const

/** The scan profile a product or a product type chooses, and the one that is in force without that. */
export function ProfileChoice({ of, id, choice, productType }: ProfileChoiceProps) {
  const may = useMay('maintainer')
  const profiles = rowsOf(useInfiniteQuery(scanProfilesQuery).data)
  const choose = useChooseProfile(of, id)
  const { chosen, inForce } = choice
  const known = new Map([...(chosen === null ? [] : [chosen]), ...profiles].map((each) => [each.id, each.name]))

  return (
    <Card title="Scan profile">
      <Stack gap="md">
        {choose.error !== null && <ProblemNotice error={choose.error} kept="The scan profile is as it was." />}
        <Select
          label={of === 'product' ? 'Chosen for this product' : 'Chosen for this product type'}
          data={[{ value: 'none', label: nobody[of] }, ...[...known].map(([value, label]) => ({ value, label }))]}
          value={chosen?.id ?? 'none'}
          onChange={(value) => choose.mutate(value === null || value === 'none' ? null : value)}
          allowDeselect={false}
          disabled={!may || choose.isPending}
        />
        <Facts
          facts={[
            {
              name: 'In force',
              value: inForce === null ? 'None reaches it' : `${inForce.name}, ${originWords(inForce, productType)}`,
            },
            ...factsOf(profiles.find((profile) => profile.id === inForce?.id)),
          ]}
        />
      </Stack>
    </Card>
  )
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
