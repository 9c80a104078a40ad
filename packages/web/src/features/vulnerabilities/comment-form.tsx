import { Button, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useMayOn } from '../session/queries.ts'
import { useComment } from './queries.ts'
import classes from './vulnerabilities.module.css'

/** Says something that stands in the history. */
export function CommentForm({ id }: { readonly id: string }) {
  const may = useMayOn('writer')
  const comment = useComment(id)
  const [text, setText] = useState('')
  if (!may) return null

  function submit(event: FormEvent): void {
    event.preventDefault()
    comment.mutate(text.trim(), { onSuccess: () => setText('') })
  }

  return (
    <form onSubmit={submit} noValidate className={classes.comment}>
      {comment.error !== null && <ProblemNotice error={comment.error} kept="Your text is still here." />}
      <Textarea
        aria-label="Comment"
        placeholder="Say something for whoever reads this later"
        autosize
        minRows={1}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {text.trim() !== '' && (
        <Button type="submit" size="xs" loading={comment.isPending}>
          Comment
        </Button>
      )}
    </form>
  )
}
