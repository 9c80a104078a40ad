import { Button, Group, Stack, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { fieldMessage } from '../../api/problem.ts'
import type { ImageDetail } from '../../api/types.ts'
import { Card } from '../../components/card.tsx'
import { Picker } from '../../components/picker.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { repositorySearchQuery } from '../repositories/queries.ts'
import classes from '../repositories/repositories.module.css'
import { useMay } from '../session/queries.ts'
import { useTellSource } from './queries.ts'
import { sourceWay } from './source-words.ts'

interface SourceCardProps {
  readonly image: ImageDetail
}

/** Where the image is built, how that is known, and the form to tell it. */
export function SourceCard({ image }: SourceCardProps) {
  const { source } = image
  const may = useMay('maintainer')
  const tell = useTellSource(image.id)
  const [repositoryId, setRepositoryId] = useState(source?.repository.id ?? null)
  const [dockerfile, setDockerfile] = useState(source?.dockerfile ?? '')
  const path = dockerfile.trim()
  const isSame = source?.by === 'told' && source.repository.id === repositoryId && (source.dockerfile ?? '') === path

  function submit(): void {
    if (repositoryId !== null) tell.mutate({ repositoryId, ...(path !== '' && { dockerfile: path }) })
  }

  return (
    <Card title="Where is this built?">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Stack gap="sm">
          <Known image={image} />
          {tell.error !== null && <ProblemNotice error={tell.error} kept="What you entered is still here." />}
          <Picker
            label="Repository"
            placeholder="Find a repository"
            value={repositoryId}
            known={source === null ? [] : [{ value: source.repository.id, label: source.repository.name }]}
            onChange={setRepositoryId}
            search={repositorySearchQuery}
          />
          <TextInput
            label="Dockerfile"
            description="Path below the repository’s root, if you know it."
            placeholder="docker/Dockerfile"
            value={dockerfile}
            error={fieldMessage(tell.error, 'dockerfile')}
            onChange={(event) => setDockerfile(event.currentTarget.value)}
          />
          <Group gap="xs" justify="flex-end">
            {source?.by === 'told' && (
              <Button
                variant="default"
                disabled={!may}
                loading={tell.isPending}
                onClick={() => tell.mutate({ repositoryId: null })}
              >
                Take back
              </Button>
            )}
            <Button type="submit" disabled={!may || repositoryId === null || isSame} loading={tell.isPending}>
              It is built here
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  )
}

function Known({ image: { source } }: SourceCardProps) {
  if (source === null) {
    return (
      <span className={classes.dim}>
        Nobody knows yet. Told once, it holds for every tag and later scan; vulnerabilities and decisions move along.
      </span>
    )
  }
  return (
    <span>
      In{' '}
      <Link
        to="/repositories/$repositoryId"
        params={{ repositoryId: source.repository.id }}
        className={classes.link}
        // In the middle of a sentence colour alone does not make a link.
        style={{ textDecoration: 'underline' }}
      >
        {source.repository.name}
      </Link>
      {source.dockerfile !== null && `, ${source.dockerfile}`}, {sourceWay(source)}, <RelativeTime at={source.since} />.
    </span>
  )
}
