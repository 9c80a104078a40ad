import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { RemediationDetail } from '../../api/types.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { useMayOn } from '../session/queries.ts'
import view from '../vulnerabilities/vulnerabilities.module.css'
import { historySentence } from './history-sentence.ts'
import { useComment } from './queries.ts'
import classes from './remediations.module.css'

interface RemediationHistoryProps {
  readonly remediation: RemediationDetail
}

export function RemediationHistory({ remediation: { id, state, history } }: RemediationHistoryProps) {
  const may = useMayOn('writer')
  return (
    <section aria-label="History">
      <h3 className={view.sectionTitle}>History</h3>
      {history.length === 0 && <p className={view.dim}>Nobody has done anything yet.</p>}
      <ol className={view.timeline}>
        {history.map((entry) => (
          <li key={`${entry.at} ${JSON.stringify(entry.data)}`} className={view.moment}>
            <span className={classes.sentence}>{historySentence(entry)}</span>
            <span className={view.dim}>
              <RelativeTime at={entry.at} />
            </span>
          </li>
        ))}
      </ol>
      {state !== 'proposed' && may && <CommentForm id={id} />}
    </section>
  )
}

function CommentForm({ id }: { readonly id: string }) {
  const [text, setText] = useState('')
  const comment = useComment(id)

  return (
    <form
      className={classes.comment}
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim() !== '') comment.mutate(text.trim(), { onSuccess: () => setText('') })
      }}
    >
      {comment.error !== null && <ProblemNotice error={comment.error} kept="Your text is still here." />}
      <Textarea
        label="Comment"
        autosize
        minRows={2}
        maxLength={5000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div>
        <Button type="submit" variant="default" disabled={text.trim() === ''} loading={comment.isPending}>
          Comment
        </Button>
      </div>
    </form>
  )
}
